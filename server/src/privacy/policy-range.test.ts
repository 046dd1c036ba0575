import fc from "fast-check";
import { expect, test } from "vitest";
import { type Parameter, parameterNames, parameters } from "./parameters.ts";
import {
  allowedRange,
  clamp,
  compareValues,
  isInside,
  isNarrower,
  narrow,
  type PolicyRange,
  type PolicyValue,
} from "./policy-range.ts";

const words = ["EU", "US", "UK", "BR"];
const anySet = fc.oneof(fc.constant("any" as const), fc.subarray(words));
const valueOf = (parameter: Parameter): fc.Arbitrary<PolicyValue> => {
  if (parameter.kind === "number") return fc.integer({ min: parameter.min, max: parameter.max });
  return parameter.kind === "choice" ? fc.constantFrom(...parameter.options) : anySet;
};
const rangeOf = (parameter: Parameter): fc.Arbitrary<PolicyRange> => {
  if (parameter.kind === "number")
    return fc
      .tuple(
        fc.integer({ min: parameter.min, max: parameter.max }),
        fc.integer({ min: parameter.min, max: parameter.max }),
      )
      .map(([a, b]) => ({ min: Math.min(a, b), max: Math.max(a, b) }));
  if (parameter.kind === "choice")
    return fc.subarray(parameter.options, { minLength: 1 }).map((options) => ({ options }));
  return anySet.map((within) => ({ within }));
};
const anyParameter = fc.constantFrom(...parameterNames).map((name) => parameters[name]);

test("what is narrowed never leaves more than what it was narrowed from", () => {
  const cases = anyParameter.chain((p) => fc.tuple(fc.constant(p), rangeOf(p), rangeOf(p)));
  fc.assert(
    fc.property(cases, ([parameter, outer, inner]) => {
      expect(isNarrower(narrow(parameter, outer, inner), outer)).toBe(true);
    }),
  );
});

test("a value outside a range becomes one inside it, stricter wherever the range has a stricter one", () => {
  const cases = anyParameter.chain((p) => fc.tuple(fc.constant(p), rangeOf(p), valueOf(p)));
  fc.assert(
    fc.property(cases, ([parameter, range, value]) => {
      const clamped = clamp(parameter, range, value);
      expect(isInside(range, clamped)).toBe(true);
      if (isInside(range, value)) expect(clamped).toEqual(value);
    }),
  );
  const retention = parameters["retention.log_days"];
  expect(clamp(retention, { min: 30, max: 60 }, 90)).toBe(60);
  const notice = parameters["notice.days"];
  expect(clamp(notice, allowedRange(notice), 14)).toBe(30);
  const locality = parameters["ai.locality"];
  expect(clamp(locality, { options: ["self_hosted_only"] }, "allow_list")).toBe("self_hosted_only");
  expect(clamp(parameters.residency, { within: ["EU"] }, ["EU", "US"])).toEqual(["EU"]);
});

test("a change is tighter one way and weaker back, and a set that gains anything is weaker", () => {
  const cases = anyParameter.chain((p) => fc.tuple(fc.constant(p), valueOf(p), valueOf(p)));
  fc.assert(
    fc.property(cases, ([parameter, from, to]) => {
      const [there, back] = [compareValues(parameter, from, to), compareValues(parameter, to, from)];
      if (there === "tighter" || there === "same") expect(back).toBe(there === "same" ? "same" : "weaker");
    }),
  );
  expect(compareValues(parameters.residency, ["EU"], ["US"])).toBe("weaker");
  expect(compareValues(parameters["ai.providers"], "any", [])).toBe("tighter");
  expect(compareValues(parameters["age.min"], 18, 16)).toBe("weaker");
  expect(compareValues(parameters["redaction.secret"], "block", "redact")).toBe("weaker");
});
