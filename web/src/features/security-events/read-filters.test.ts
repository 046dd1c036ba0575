import { expect, test } from "vitest";
import { readFilters } from "./read-filters.ts";

test("the last day is included, and what is not asked for is not sent", () => {
  const { from, to, severity } = readFilters({ from: "2026-11-20", to: "2026-11-20", severity: "critical" });
  expect(Date.parse(to ?? "") - Date.parse(from ?? "")).toBe(86_400_000);
  expect(severity).toBe("critical");
  expect(readFilters({ view: "mine" })).toEqual({});
});
