import { expect, test } from "vitest";
import parameters from "../../../../promises/parameters.json" with { type: "json" };
import { type ClassId, classes, type DataClass } from "./classes.ts";

const all = Object.entries<DataClass>(classes) as [ClassId, DataClass][];

test("a class that a policy rules starts at the policy's default", () => {
  const known: Record<string, { default?: unknown }> = parameters;
  const ruled = all.filter(([, { ruledBy }]) => ruledBy);
  expect(ruled.length).toBeGreaterThan(20);
  expect(ruled.filter(([, { ruledBy, level }]) => known[ruledBy!]?.default !== level)).toEqual([]);
});

test("every redaction parameter rules a class", () => {
  const redaction = Object.keys(parameters).filter((name) => name.startsWith("redaction."));
  const used = new Set<string | undefined>(all.map(([, { ruledBy }]) => ruledBy));
  expect(redaction.filter((name) => !used.has(name))).toEqual([]);
});
