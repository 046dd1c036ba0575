import { expect, test } from "vitest";
import { readFilters } from "./read-filters.ts";

test("the last day is included, and an area without a dot means all of it", () => {
  const { from, to, action } = readFilters({ from: "2026-11-20", to: "2026-11-20", action: "agent" });
  expect(Date.parse(to ?? "") - Date.parse(from ?? "")).toBe(86_400_000);
  expect(action).toBe("agent.");
});

test("a whole action stays as it is, and what is not asked for is not sent", () => {
  expect(readFilters({ action: "agent.created", actor: "" })).toEqual({ action: "agent.created" });
});
