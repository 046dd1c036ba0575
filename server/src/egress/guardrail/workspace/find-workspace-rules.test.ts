import fc from "fast-check";
import { expect, test } from "vitest";
import { checkPattern, compilePattern } from "./check-pattern.ts";
import { buildWorkspaceDetector } from "./find-workspace-rules.ts";

const rule = {
  id: "launch",
  cls: "term",
  words: ["Projekt Falke", "co-op*", "Фалкон", "Zürich"],
  patterns: ["[A-Z]{3}-\\d{4}"],
} as const;
const find = (text: string) =>
  buildWorkspaceDetector([rule])
    .detect(text, { now: new Date(0) })
    .map(({ start, end }) => text.slice(start, end));

test("finds a workspace's words in any case, with or without marks, and its expressions", () => {
  expect(find("PROJEKT FALKE, co-ops, фалкон, Zurich, abc-1234")).toEqual([
    "PROJEKT FALKE",
    "co-ops",
    "фалкон",
    "Zurich",
    "abc-1234",
  ]);
  expect(find("projekt falken, coop, Zurichs")).toEqual([]);
});

test.each([
  ["(a+)+", "nested"],
  ["(a)\\1", "refers_back"],
  ["(?=a)b", "looks_around"],
  ["foo.*bar.*baz", "too_many_ways"],
  ["(?:a|aa){30}b", "too_many_ways"],
  ["a{2000}", "unbounded"],
  ["x*", "empty"],
  ["(", "syntax"],
  ["a".repeat(501), "too_long"],
])("refuses %s as %s", (source, fault) => {
  expect(checkPattern(source)).toBe(fault);
  expect(() => compilePattern(source)).toThrow(fault);
});

test.each([
  "project[- ]falcon",
  "\\w+\\s+\\w+",
  "(?:cure|heal)s? (?:cancer|pain)",
  "foo.{0,30}bar",
  "guaranteed \\d+ ?% returns",
])("takes %s", (source) => {
  expect(checkPattern(source)).toBeUndefined();
});

test("no expression that may be saved can be made to go back over a text for long", () => {
  const atom = fc.constantFrom("a", "b", "\\w", "\\d", ".", "[ab]", "(?:a|b)", "(?:a|ab)", "\\s", "1");
  const times = fc.constantFrom("", "", "*", "+", "?", "{0,9}", "{2,30}", "+?");
  const sources = fc.array(fc.tuple(atom, times), { minLength: 1, maxLength: 6 }).map((parts) => parts.flat().join(""));
  const text = `${"a".repeat(600)}${"ab1 ".repeat(150)}${"1".repeat(600)}`;
  fc.assert(
    fc.property(sources, (source) => {
      fc.pre(checkPattern(source) === undefined);
      const [began] = [process.cpuUsage()];
      for (const found of text.matchAll(compilePattern(source))) expect(found[0].length).toBeGreaterThan(0);
      const { user } = process.cpuUsage(began);
      // One place in the text costs at most some hundred ways of at most some dozen steps.
      expect(user / 1000 / text.length).toBeLessThan(0.2);
    }),
    { numRuns: 300 },
  );
});
