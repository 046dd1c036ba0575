import { expect, test } from "vitest";
import { composedPromises, provided } from "../../app.ts";
import { canonicalPromises, duties, statements } from "./catalogue.ts";
import { findBindingProblems } from "./find-binding-problems.ts";
import { type Knowledge, stateOfStatement } from "./state-of-promise.ts";

test("all 411 statements of the five seed policies fold onto 66 promises", () => {
  expect([statements.size, canonicalPromises.size]).toEqual([411, 66]);
  const perSeed = Object.groupBy(statements.values(), ({ seed }) => seed);
  expect(Object.fromEntries(Object.entries(perSeed).map(([seed, list]) => [seed, list.length]))).toEqual({
    aumnify: 65,
    aulm: 41,
    postaura: 72,
    alumia: 174,
    aura: 59,
  });
});

/** What rests on somebody's word. Written by hand: whatever can be proven has no place here. */
const attested = {
  "ALM-1-1": "operator.seat",
  "ALM-1-4": "operator.lawfulness",
  "ALM-4.3-1": "operator.commercial_tiers",
  "ALM-6.1-1": "host.provider_contracts",
  "ALM-7.1-1": "host.region",
  "ALM-7.1-2": "host.private_database",
  "ALM-7.1-5": "host.infrastructure_as_code",
  "ALM-7.2-2": "host.volume_encryption",
  "ALM-7.4-3": "operator.incident_procedure",
  "ALM-10-1": "host.region",
  "AUM-4-3": "host.provider_contracts",
  "AUR-3-1": "host.provider_contracts",
  "PST-2-13": "host.provider_contracts",
  "PST-4-1": "host.region",
  "PST-6-11": "host.change_review",
};

test("only the reviewed statements rest on somebody's word, and that is never counted as kept", () => {
  const resting = [...statements].flatMap(([id, { duty }]) => (duty ? [[id, duty]] : []));
  expect(Object.fromEntries(resting)).toEqual(attested);
  const at = new Date("2026-11-21T00:00:00Z");
  const forever = new Date("2027-01-01T00:00:00Z");
  const known: Knowledge = {
    at,
    capable: new Set(),
    periods: new Map([...canonicalPromises.keys()].map((name) => [name, 30])),
    seen: new Map([...canonicalPromises.keys()].map((name) => [name, { outcome: "kept", at }])),
    attested: new Map([...duties.keys(), ...canonicalPromises.keys()].map((name) => [name, forever])),
  };
  for (const id of Object.keys(attested)) expect(stateOfStatement(id, known)).toBe("attested");
  expect(stateOfStatement("AUM-1.1-3", { ...known, seen: new Map() })).toBe("unknown");
});

test("what is mapped to nothing, bound twice or attested although it can be proven is found", () => {
  expect(findBindingProblems(composedPromises, provided)).toEqual([]);
  const [first] = composedPromises;
  expect(findBindingProblems([...composedPromises, first!], provided)).toEqual([`${first!.promise} is bound twice`]);
  const all = { canonicalPromises, duties, statements, capabilities: new Map<string, string>() };
  expect(findBindingProblems(composedPromises, provided, all).length).toBeGreaterThan(0);
  const attesting = new Map([...duties, ["account.password", duties.get("host.region")!] as const]);
  expect(
    findBindingProblems(composedPromises, provided, { ...all, duties: attesting, capabilities: new Map() }),
  ).toContain("account.password can be proven");
});
