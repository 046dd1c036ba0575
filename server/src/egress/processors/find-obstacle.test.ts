import { expect, test } from "vitest";
import { type PolicySays, resolvePolicy } from "../policy/resolve-policy.ts";
import type { PolicySetting } from "../policy/tables.ts";
import { findObstacle, type Processor } from "./find-obstacle.ts";
import { mergeRegister } from "./open-register.ts";
import { type ProcessorFacts, shippedProcessors } from "./processor.ts";

const at = new Date("2026-11-21T12:00:00Z");
const good: ProcessorFacts = {
  ...shippedProcessors["mistral"]!,
  reviewed_on: "2026-11-01",
  contract: { reference: "DPA-1", signed_on: "2026-01-01" },
};
const entry = (facts: Partial<ProcessorFacts> = {}, effectiveAt: Date | undefined = at): Processor => ({
  name: "mistral",
  facts: { ...good, ...facts },
  effectiveAt,
});
const policyOf = (settings: Record<string, PolicySetting> = {}) =>
  resolvePolicy([{ level: "organization", settings: new Map(Object.entries(settings)) } satisfies PolicySays]);
const reasonFor = (processor: Processor | undefined, settings = {}, when = at) =>
  findObstacle(processor, policyOf(settings), when)?.reason;
const later = (ms: number) => new Date(at.getTime() + ms);

test("what is reviewed, under contract, resident and does not train is let through", () => {
  expect(reasonFor(entry())).toBeUndefined();
});

test("nothing shipped with Avow is let through before the operator has looked", () => {
  for (const processor of mergeRegister([]).values())
    expect(reasonFor(processor), processor.name).toBe("not_in_effect");
});

test.each<[string, Partial<ProcessorFacts>]>([
  ["trains", { trains: true }],
  ["not_reviewed", { reviewed_on: null }],
  ["no_contract", { contract: null }],
  ["keeps_too_long", { retention_days: 31 }],
  ["no_transfer_mechanism", { country: "US" }],
])("%s stands in the way", (reason, facts) => {
  expect(reasonFor(entry(facts))).toBe(reason);
});

test("a review counts for 90 days to the second, and an entry from its day on", () => {
  const reviewed = { reviewed_on: "2026-11-21" };
  const start = new Date("2026-11-21T00:00:00Z").getTime();
  const after = (days: number, ms: number) => new Date(start + days * 86_400_000 + ms);
  expect(reasonFor(entry(reviewed, new Date(start)), {}, after(90, 0))).toBeUndefined();
  expect(reasonFor(entry(reviewed, new Date(start)), {}, after(90, 1000))).toBe("not_reviewed");
  expect(reasonFor(entry({}, later(1000)))).toBe("not_in_effect");
  expect(reasonFor(entry({}, later(0)))).toBeUndefined();
});

test("a transfer mechanism carries to the end of its last day", () => {
  const abroad = {
    country: "US",
    transfer: { mechanism: "dpf", review_by: "2026-11-21" },
    reviewed_on: "2026-11-20",
  } as const;
  expect(reasonFor(entry(abroad), {}, new Date("2026-11-21T23:59:59Z"))).toBeUndefined();
  expect(reasonFor(entry(abroad), {}, new Date("2026-11-22T00:00:00Z"))).toBe("no_transfer_mechanism");
  expect(reasonFor(entry({ country: "US" }), { residency: { value: ["EU", "US"] } })).toBeUndefined();
});

test("the policy's own limits stand in the way of whoever keeps longer, or anything", () => {
  expect(reasonFor(entry({ retention_days: 8 }), { "ai.provider_retention_max": { value: 7 } })).toBe("keeps_too_long");
  expect(reasonFor(entry(), { "ai.zero_retention": { value: "require" } })).toBe("keeps_anything");
  expect(
    reasonFor(entry({ zero_retention: "always", retention_days: 0 }), { "ai.zero_retention": { value: "require" } }),
  ).toBeUndefined();
});

test("whoever is not in the register, or was retired, gets nothing", () => {
  const retired = mergeRegister([{ name: "openai", facts: good, effective_at: at, retired_at: at }]);
  expect([reasonFor(undefined), reasonFor(retired.get("openai"))]).toEqual(["not_registered", "not_registered"]);
});
