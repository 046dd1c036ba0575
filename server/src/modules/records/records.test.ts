import { afterAll, beforeAll, expect, test } from "vitest";
import { cookies } from "../../framework/http/transport.ts";
import { purposes } from "../../privacy/public.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { nameCategory } from "./name-category.ts";
import { listUses } from "./list-uses.ts";
import type { Records } from "./read-records.ts";

let world: World;
let ada: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await withOrganization(await signUp(world, "Ada"), "Lovelace Ltd");
});
afterAll(() => world.close());

const records = () => readAnswer<Records>(ada.request("/api/v1/records"), 200);
const addProcessor = (processor: string, changes: object) =>
  ada.request("/api/v1/operator/processors", {
    method: "POST",
    json: {
      processor,
      name: "Somebody",
      role: "processor",
      purposes: ["mail"],
      hosts: [`${processor}.test`],
      data_categories: ["addresses"],
      country: "DE",
      contract: { reference: "DPA 1", signed_on: "2026-01-02" },
      transfer: null,
      reviewed_on: world.clock.now().toISOString().slice(0, 10),
      retention_days: 5,
      zero_retention: "no",
      trains: false,
      policy_url: "https://somebody.test/privacy",
      ...changes,
    },
  });

test("every purpose, every table with something personal, and every category of data is in it", async () => {
  const { processing, retention, ccpa, cookies: listed } = await records();
  expect(processing.map(({ purpose }) => purpose)).toEqual([...purposes.keys()]);
  const uses = listUses(world.app.tables);
  expect(retention).toHaveLength(new Set(uses.map(({ table }) => table.name)).size);
  const examples = new Set(ccpa.flatMap((one) => one.examples));
  for (const { facts } of uses) expect(examples).toContain(nameCategory(facts.category).says);
  expect(ccpa).toHaveLength(12);
  expect(ccpa.some(({ is_sold, is_shared }) => is_sold || is_shared)).toBe(false);
  expect(listed.map(({ name }) => name)).toEqual(Object.keys(cookies).map((name) => `avow-${name}`));
});

test("how long something is kept is the value in force", async () => {
  const kept = async () =>
    (await records()).retention.find(({ parameter }) => parameter === "retention.log_days")?.kept;
  expect(await kept()).toBe("30 days");
  const etag = (await ada.request("/api/v1/operator/policy")).headers.get("etag")!;
  const init = { method: "PATCH", json: { values: { "retention.log_days": 45 } }, headers: { "if-match": etag } };
  await readAnswer(ada.request("/api/v1/operator/policy", init), 200);
  await expect.poll(kept).toBe("45 days"); // a policy is remembered for half a second
});

test("a recipient abroad stands there with its country and safeguard, and whether anything goes there", async () => {
  await readAnswer(addProcessor("near", { name: "Near GmbH" }), 201);
  await readAnswer(addProcessor("bare", { name: "Bare Inc", country: "US" }), 201);
  const transfer = { mechanism: "scc", review_by: "2040-01-01" };
  await readAnswer(addProcessor("clad", { name: "=Clad Inc", country: "US", transfer }), 201);
  await expect.poll(async () => (await records()).transfers.length).toBe(3);
  const { transfers, processing } = await records();
  const of = (name: string) => transfers.find(({ recipient }) => recipient === name);
  expect(of("Near GmbH")).toMatchObject({ is_third_country: false, safeguard: null, obstacle: null });
  expect(of("Bare Inc")).toMatchObject({ is_third_country: true, obstacle: "no_transfer_mechanism" });
  expect(of("=Clad Inc")).toMatchObject({ is_third_country: true, obstacle: null });
  expect(of("=Clad Inc")?.safeguard).toContain("Standard contractual clauses");
  const account = processing.find(({ purpose }) => purpose === "account");
  expect(account?.recipients).toContain("Near GmbH");
  expect(account?.transfers.map(({ to }) => to)).toEqual(["Bare Inc", "=Clad Inc"]);
});

test("as CSV it has a line for each entry, and no cell that a spreadsheet would run", async () => {
  const answer = await ada.request("/api/v1/records/transfers/csv");
  expect(answer.headers.get("content-type")).toContain("text/csv");
  const lines = (await answer.text()).trim().split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines.every((line) => /^"(?![=+\-@])/.test(line))).toBe(true);
  const processing = await (await ada.request("/api/v1/records/processing/csv")).text();
  expect(processing.trim().split("\r\n")).toHaveLength(purposes.size + 1);
});

const termsOf = (prefix: string, names: string) => names.split(" ").map((name) => `${prefix}:${name}`);
/** Terms that were found in the lists of DPV 2.0 as its group publishes them. */
const lookedUp = new Set([
  ...termsOf("pd", "AgeRange Authenticating BrowsingReferral Communication Contact Country EmailAddress IPAddress"),
  ...termsOf("pd", "Identifying Name PersonalDocuments Preference PrivacyPreference Professional"),
  ...termsOf("pd", "ServiceConsumptionBehavior Transactional UID UserAgent"),
  ...termsOf("dpv", "AccountManagement CommunicationManagement CustomerRelationshipManagement DirectMarketing"),
  ...termsOf("dpv", "EnforceSecurity PaymentManagement RequestedServiceProvision RightsFulfillment"),
  ...termsOf("dpv", "ServiceUsageAnalytics hasPurpose hasName hasContact hasAddress hasDataSubject User Customer"),
  ...termsOf("dpv", "Process StorageDuration hasStorageCondition"),
  ...termsOf("eu-gdpr", "A45-3 A46-2-b A46-2-c"),
]);
/** Terms as its documentation names them, not found in the lists yet; the guide says so. */
const unverified = new Set([
  ...termsOf("dpv", "DataController DataProcessor hasDataController hasRecipient hasCountry hasPersonalData"),
  ...termsOf("dpv", "hasLegalBasis hasProcessing Collect Store Use Transfer hasTechnicalOrganisationalMeasure"),
  ...termsOf("dpv", "AccessControlMethod EncryptionAtRest EncryptionInTransfer"),
  ...termsOf("eu-gdpr", "A6-1-a A6-1-b A6-1-c A6-1-f"),
]);

test("in the Data Privacy Vocabulary every term has a known prefix, and every node that is named is there", async () => {
  type Node = Record<string, unknown> & { "@id": string };
  const dpv = await readAnswer<{ "@context": Record<string, string>; "@graph": Node[] }>(
    ada.request("/api/v1/records/dpv"),
    200,
  );
  const graph = dpv["@graph"];
  const ids = new Set(graph.map((node) => node["@id"]));
  expect(ids.size).toBe(graph.length);
  const said: string[] = [];
  const walk = (value: unknown, key = ""): void => {
    if (Array.isArray(value)) return value.forEach((one) => walk(one, key));
    if (typeof value !== "object" || value === null)
      return void ((key === "@id" || key === "@type") && said.push(String(value)));
    for (const [name, inner] of Object.entries(value)) {
      if (!name.startsWith("@")) said.push(name);
      walk(inner, name);
    }
  };
  walk(graph);
  const strange = said.filter((term) => !ids.has(term) && !Object.hasOwn(dpv["@context"], term.split(":")[0] ?? ""));
  expect(strange).toEqual([]);
  const outside = (term: string) => !ids.has(term) && !term.startsWith("loc:") && !term.startsWith("dct:");
  expect([...new Set(said.filter(outside))].filter((term) => !lookedUp.has(term) && !unverified.has(term))).toEqual([]);
  const process = graph.find((node) => node["@id"].endsWith("#process-account"))!;
  expect(process["dpv:hasLegalBasis"]).toContainEqual({ "@id": "eu-gdpr:A6-1-b" });
  expect(process["dpv:hasLegalBasis"]).toContainEqual({ "@id": "eu-gdpr:A46-2-c" });
});

test("without an account it is read only of an organization that published its policy", async () => {
  const of = (id: string) => world.request(`/api/v1/trust/organizations/${id}/records`);
  expect((await of(ada.organizationId)).status).toBe(404);
  expect((await of("org_00000000000000000000000000")).status).toBe(404);
});
