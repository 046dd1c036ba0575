import { expect, test } from "vitest";
import { isInside, isNarrower, parameterNames, parameters, type PolicyLevel } from "../../privacy/public.ts";
import { planChanges } from "./plan-changes.ts";
import { presetNames, presets } from "./presets.ts";
import { maySet, type PolicySays, resolveParameter, resolvePolicy, settingsOfPreset } from "./resolve-policy.ts";
import type { PolicySetting } from "./tables.ts";

const says = (level: PolicyLevel, settings: Record<string, PolicySetting> = {}): PolicySays => ({
  level,
  settings: new Map(Object.entries(settings)),
});

test("the value chosen nearest holds, and where nobody chose, the default", () => {
  const levels = [
    says("deployment"),
    says("organization", { "message.preview_chars": { value: 40 } }),
    says("workspace", { "message.preview_chars": { value: 20 } }),
  ];
  expect(resolveParameter("message.preview_chars", levels)).toMatchObject({ value: 20, chosenBy: "workspace" });
  expect(resolveParameter("message.preview_chars", levels.slice(0, 2))).toMatchObject({
    value: 40,
    chosenBy: "organization",
  });
  expect(resolveParameter("message.preview_chars", levels.slice(0, 1))).toMatchObject({
    value: 80,
    chosenBy: "default",
  });
});

test("a range narrowed above holds a value chosen below before", () => {
  const levels = [
    says("deployment", { "ai.provider_retention_max": { range: { min: 0, max: 0 } } }),
    says("organization", { "ai.provider_retention_max": { value: 30, range: { min: 0, max: 30 } } }),
  ];
  expect(resolveParameter("ai.provider_retention_max", levels)).toMatchObject({
    value: 0,
    inherited: { min: 0, max: 0 },
    range: { min: 0, max: 0 },
  });
});

test("a parameter asked as another kind is a mistake, not an answer", () => {
  expect(() => resolvePolicy([]).number("ai.locality")).toThrow(TypeError);
});

test("every preset says only what its level may, inside what the levels above leave", () => {
  const above = [
    says("deployment", {
      "ai.locality": { range: { options: ["self_hosted_only"] } },
      residency: { range: { within: ["EU"] } },
    }),
  ];
  for (const preset of presetNames) {
    const settings = settingsOfPreset(presets[preset], "organization", above);
    for (const [name, { value, range }] of settings) {
      const { inherited } = resolveParameter(name, [...above, says("organization")]);
      expect(maySet(name, "organization"), name).toBe(true);
      if (value !== undefined) expect(isInside(inherited, value), `${preset} ${name}`).toBe(true);
      if (range !== undefined) expect(isNarrower(range, inherited), `${preset} ${name}`).toBe(true);
    }
  }
});

test("a preset replaces whatever its level said before, and strict is every default", () => {
  const strict = settingsOfPreset(presets.strict, "organization", [says("deployment")]);
  expect([...strict.values()]).toEqual(Array.from(strict, () => ({})));
  const policy = resolvePolicy([says("deployment"), { level: "organization", settings: strict }]);
  for (const name of parameterNames) expect(policy.resolve(name).value, name).toEqual(parameters[name].default);
});

test("aura leaves nothing to choose about where models run", () => {
  const settings = settingsOfPreset(presets.aura, "organization", [says("deployment")]);
  const levels = [
    says("deployment"),
    { level: "organization" as const, settings },
    says("workspace", { "ai.locality": { value: "allow_list" }, "ai.providers": { value: ["openai"] } }),
  ];
  const policy = resolvePolicy(levels);
  expect([policy.choice("ai.locality"), policy.set("ai.providers")]).toEqual(["self_hosted_only", []]);
});

test("weakening what is published is announced; tightening, and a switch either way, acts at once", () => {
  const levels = [
    says("deployment"),
    says("organization", { "redaction.person": { value: "redact" }, "ai.providers": { value: ["mistral"] } }),
  ];
  const planned = planChanges(
    levels,
    new Map<(typeof parameterNames)[number], PolicySetting>([
      ["redaction.person", { value: "allow" }],
      ["redaction.contact", { value: "block" }],
      ["ai.providers", { value: ["mistral", "openai"] }],
      ["residency", { range: { within: ["EU"] } }],
      ["ai.zero_retention", {}],
    ]),
  );
  expect(planned.map(({ parameter, direction, isAnnounced }) => [parameter, direction, isAnnounced])).toEqual([
    ["redaction.person", "weaker", true],
    ["redaction.contact", "tighter", false],
    ["ai.providers", "weaker", false],
    ["residency", "tighter", false],
  ]);
});
