import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalize, digestOf } from "./canonicalize-json.ts";

describe("canonical JSON", () => {
  test("writes the example of RFC 8785 section 3.2.2 as the RFC does", () => {
    const source = `{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
      "literals": [null, true, false]
    }`;
    expect(canonicalize(JSON.parse(source))).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test("sorts members by UTF-16 code unit, as RFC 8785 section 3.2.3 does", () => {
    const values = Object.values(
      JSON.parse(
        canonicalize({
          "\u20ac": "Euro Sign",
          "\r": "Carriage Return",
          "\ufb33": "Hebrew Letter Dalet With Dagesh",
          "1": "One",
          "\ud83d\ude00": "Emoji: Grinning Face",
          "\u0080": "Control",
          "\u00f6": "Latin Small Letter O With Diaeresis",
        }).replace('"1":', '"one":'),
      ) as Record<string, string>,
    );
    expect(values).toEqual([
      "Carriage Return",
      "One",
      "Control",
      "Latin Small Letter O With Diaeresis",
      "Euro Sign",
      "Emoji: Grinning Face",
      "Hebrew Letter Dalet With Dagesh",
    ]);
  });

  test("keeps every value and does not depend on member order", () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: "medium" }), (value) => {
        const text = canonicalize(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalize(reverseMembers(JSON.parse(text)))).toBe(text);
      }),
    );
  });

  test.each([
    ["undefined", { a: undefined }],
    ["NaN", [Number.NaN]],
    ["Infinity", Number.POSITIVE_INFINITY],
    ["a bigint", 1n],
    ["a date", new Date(0)],
    ["a hole in an array", Object.assign([1], { length: 2 })],
    ["half a surrogate pair", "\ud83d"],
    ["half a surrogate pair as a name", { "\ude00": 1 }],
    ["65 levels", JSON.parse("[".repeat(66) + "]".repeat(66))],
  ])("refuses %s", (_name, value) => {
    expect(() => canonicalize(value)).toThrow(TypeError);
  });

  test("digests the canonical text with SHA-256", () => {
    expect(digestOf({})).toBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    expect(digestOf({ b: 1, a: 2 })).toBe(digestOf({ a: 2, b: 1 }));
  });
});

function reverseMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reverseMembers);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, inner]) => [name, reverseMembers(inner)] as const);
  return Object.fromEntries(members.toReversed());
}
