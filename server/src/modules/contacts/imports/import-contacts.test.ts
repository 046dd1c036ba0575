import { afterAll, beforeAll, expect, test } from "vitest";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signUp } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";

type Row = { line: number; outcome: string; contact_id: string | null; problem: object | null };
type Report = { created: number; merged: number; unchanged: number; refused: number; rows: Row[] };
type Details = {
  name: string;
  identities: { value: string }[];
  consents: { purpose: string; state: string; how: string; evidence: string | null }[];
};

let all: TwoTenants;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  [ada, bob] = [all.ada, all.bob];
});
afterAll(() => all.world.close());

const send = (who: PersonWithOrganization, body: string | Uint8Array<ArrayBuffer>, dryRun = false) =>
  who.request(`/api/v1/contacts/import?dry_run=${dryRun}`, { method: "PUT", body });
const bring = (who: PersonWithOrganization, lines: string[], dryRun = false) =>
  readAnswer<Report>(send(who, lines.join("\r\n"), dryRun), 200);
const get = (who: PersonWithOrganization, id: string) =>
  readAnswer<Details>(who.request(`/api/v1/contacts/${id}`), 200);
const countContacts = async (who: PersonWithOrganization) =>
  (await all.world.rows("select 1 from contacts where workspace_id = $1", [who.workspaceId])).length;
const outcomes = ({ rows }: Report) => rows.map(({ line, outcome }) => [line, outcome]);

test("a dry run tells row by row what would come of it, and writes nothing; the import then does exactly that", async () => {
  const lines = [
    "Name,Email,phone,age,consents,evidence",
    'Åse,ase@import.example,"+49 30 111111",declared_adult,ai|marketing,"Form, of May"',
    "Åse B,ase@import.example|ase@home.example,,,,",
    "Broken,not an address,,,,",
    "Nameless,,,,,",
    "Old,old@import.example,,ninety,,",
  ];
  const before = await countContacts(ada);
  const dry = await bring(ada, lines, true);
  expect(outcomes(dry)).toEqual([
    [2, "created"],
    [3, "merged"],
    [4, "refused"],
    [5, "refused"],
    [6, "refused"],
  ]);
  expect(dry.rows.map(({ problem }) => problem).slice(2)).toEqual([
    { column: "email", reason: "identity_invalid" },
    { column: "email", reason: "identity_missing" },
    { column: "age", reason: "age_unknown" },
  ]);
  expect(await countContacts(ada)).toBe(before);
  const done = await bring(ada, lines);
  expect(outcomes(done)).toEqual(outcomes(dry));
  const [first, second] = done.rows;
  expect(second?.contact_id).toBe(first?.contact_id);
  const { name, identities, consents } = await get(ada, first?.contact_id ?? "");
  expect(name).toBe("Åse");
  expect(identities).toHaveLength(3);
  expect(consents.map(({ purpose }) => purpose).toSorted()).toEqual(["ai", "marketing"]);
  expect(consents[0]).toMatchObject({ state: "given", how: "import", evidence: "Form, of May" });
});

test("the same file again changes nothing, and another workspace's contacts are not found by it", async () => {
  const lines = ["email;name", "twice@import.example;Twice"];
  expect(await bring(ada, lines)).toMatchObject({ created: 1 });
  expect(await bring(ada, lines)).toMatchObject({ created: 0, merged: 0, unchanged: 1 });
  expect(await bring(bob, lines)).toMatchObject({ created: 1 });
});

test("an import never turns a no into a yes", async () => {
  const lines = ["email,consents", "no@import.example,ai"];
  const [row] = (await bring(ada, lines)).rows;
  const withdraw = `/api/v1/contacts/${row?.contact_id}/consents/withdraw`;
  await readAnswer(ada.request(withdraw, { method: "POST", json: { purpose: "ai" } }), 201);
  expect(await bring(ada, lines)).toMatchObject({ unchanged: 1 });
});

test("a row that is two contacts is refused rather than guessed about", async () => {
  await bring(ada, ["email,phone", "one@import.example,", "two@import.example,"]);
  const report = await bring(ada, ["email", "one@import.example|two@import.example"]);
  expect(report.rows[0]).toMatchObject({ outcome: "refused", problem: { reason: "two_contacts" } });
});

test("what a spreadsheet would take for a formula leaves disarmed, and comes back as it was", async () => {
  const evil = '=HYPERLINK("https://evil.example")';
  const [row] = (await bring(bob, ["name,phone", `"${evil.replaceAll('"', '""')}",'+49 30 222222`])).rows;
  expect(await get(bob, row?.contact_id ?? "")).toMatchObject({ name: evil, identities: [{ value: "+4930222222" }] });
  const csv = await (await bob.request("/api/v1/contacts.csv")).text();
  expect(csv).toContain(`'${evil.replaceAll('"', '""')}`);
  expect(csv).toContain("'+4930222222");
  expect(csv.split(/[\n,]/).some((cell) => /^"?[=+@-]/.test(cell))).toBe(false);
  expect(await bring(bob, [csv])).toMatchObject({ created: 0, merged: 0, refused: 0 });
});

test("whoever takes all contacts away is on record before a row leaves, and whoever may not is given none", async () => {
  const entries = () =>
    all.world.rows(
      "select user_id, target from audit_entries where action = 'contact.all_exported' order by created_at, id",
    );
  const before = await entries();
  const eve = await joinOrganization(bob, await signUp(all.world, "Eve"), "viewer");
  expect(await readRefusal(eve.request("/api/v1/contacts.csv"))).toBe("403 request.not_allowed");
  expect(await entries()).toEqual(before);
  const answer = await bob.request("/api/v1/contacts.csv");
  expect((await entries()).slice(before.length)).toEqual([{ user_id: bob.userId, target: bob.workspaceId }]);
  await answer.text();
});

test.each([
  ["no UTF-8", new Uint8Array([0x65, 0x6d, 0x0a, 0xff, 0xfe]), "not_utf_8"],
  ["a quote that never ends", 'email\n"never@import.example', "csv_quote_not_closed"],
  ["a NUL", "email\na\0b@import.example", "unstorable_character"],
])("%s is refused with its reason, and nothing is written", async (_, body, reason) => {
  const before = await countContacts(ada);
  const { code, facts } = await readAnswer<{ code: string; facts: object }>(send(ada, body), 422);
  expect({ code, facts }).toEqual({ code: "contacts.import_unreadable", facts: { reason } });
  expect(await countContacts(ada)).toBe(before);
});

test("more rows than one import takes are refused before any is written, and more bytes, too", async () => {
  const rows = Array.from({ length: 2001 }, (_, i) => `many${i}@import.example`);
  const before = await countContacts(ada);
  const { code } = await readAnswer<{ code: string }>(send(ada, ["email", ...rows].join("\n")), 422);
  expect(code).toBe("contacts.import_too_long");
  await readAnswer(send(ada, "x".repeat(2 * 1024 * 1024 + 1)), 413);
  expect(await countContacts(ada)).toBe(before);
});

test("what is imported is recorded in the audit log, without what was in it", async () => {
  await bring(ada, ["email", "audited@import.example"]);
  const entries = "select 1 from audit_entries where action = 'contact.imported' and organization_id = $1";
  expect((await all.world.rows(entries, [ada.organizationId])).length).toBeGreaterThan(0);
});
