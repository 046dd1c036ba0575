import { afterAll, beforeAll, expect, test } from "vitest";
import { hourMs } from "../../../framework/clock.ts";
import { proveScope } from "../../../framework/database/tenant.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../../testing/people.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { until } from "../../../testing/world.ts";
import { findKnown } from "./find-known.ts";

let all: TwoTenants;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  [ada, bob] = [all.ada, all.bob];
});
afterAll(() => all.world.close());

type Contact = { id: string; version: number; identities: { id: string }[]; merges: { id: string }[] };
const send = <T>(who: PersonWithOrganization, method: string, path: string, status: number, json?: object) =>
  readAnswer<T>(who.request(`/api/v1${path}`, { method, ...(json ? { json } : {}) }), status);
const make = (json: object, who = ada) => send<Contact>(who, "POST", "/contacts", 201, json);
const rename = async ({ id, version }: Contact, name: string) => {
  const headers = { "if-match": `"${version}"` };
  return readAnswer<Contact>(ada.request(`/api/v1/contacts/${id}`, { method: "PATCH", json: { name }, headers }), 200);
};

/** What of a text is known in somebody's workspace. */
async function known(text: string, who = ada): Promise<string[]> {
  const around = { database: all.world.app.database, keyring: all.world.keyring };
  const [hits] = await findKnown(around, proveScope(who), [text]);
  return [...new Set(hits!.map(({ start, end }) => text.slice(start, end)))];
}

test("a contact's name is known in its forms, with and without marks, alone, turned round, with particles and initials", async () => {
  await make({ name: "Żaneta Brzęczykowska" });
  await make({ name: "Jürgen von Quastenburg" });
  for (const [text, wanted] of [
    ["Schreib an Jürgen Quastenburg.", "Jürgen Quastenburg"],
    ["Quastenburgs Angebot liegt vor", "Quastenburgs"],
    ["JUERGEN VON QUASTENBURG", "JUERGEN VON QUASTENBURG"],
    ["jurgen quastenburg called", "jurgen quastenburg"],
    ["Quastenburg, Jürgen", "Quastenburg, Jürgen"],
    ["ask J. Quastenburg", "J. Quastenburg"],
    ["Quastenburg's offer", "Quastenburg"],
    ["Napisz do Żanety Brzęczykowskiej jutro", "Żanety Brzęczykowskiej"],
    ["z Zaneta Brzeczykowska", "Zaneta Brzeczykowska"],
    ["o Żanecie Brzęczykowskiej", "Żanecie Brzęczykowskiej"],
  ] as const)
    expect(await known(text), text).toContain(wanted);
  expect(await known("Jürgen Quastenburg, Żaneta Brzęczykowska", bob)).toEqual([]);
});

test("ordinary words are not taken for names that are written like them, unless both parts stand together", async () => {
  await make({ name: "Will Marks" });
  expect(await known("Will you do it? He marks it, we will mark it. Mark my words.")).toEqual([]);
  expect(await known("Please call Will Marks")).toContain("Will Marks");
  await make({ name: "Sietske Bakker" });
  expect(await known("naar de bakker, met sietske")).toEqual(["sietske"]);
});

test("handles are known with and without the sign before them, in this workspace only", async () => {
  const handle = { kind: "telegram", value: "@quasten_9" };
  const { identities } = await make({ name: null, identities: [handle] });
  for (const text of ["write @Quasten_9", "write quasten_9!"]) expect(await known(text)).toHaveLength(1);
  expect(await known("write @quasten_9", bob)).toEqual([]);
  await send(ada, "DELETE", `/contact-identities/${identities[0]!.id}`, 204);
  expect(await known("write @quasten_9")).toEqual([]);
});

test("a renamed contact is known by the new name alone, a deleted one by none", async () => {
  const made = await make({ name: "Tarquin Ofloxam" });
  expect(await known("Tarquin Ofloxam")).toEqual(["Tarquin Ofloxam", "Tarquin", "Ofloxam"]);
  const renamed = await rename(made, "Tarquin Zibberdell");
  expect(await known("Mr Ofloxam")).toEqual([]);
  expect(await known("Mr Zibberdell")).toEqual(["Zibberdell"]);
  await send(ada, "DELETE", `/contacts/${renamed.id}`, 204);
  expect(await known("Tarquin Zibberdell, Mr Ofloxam")).toEqual([]);
  expect(await all.world.rows("select 1 from known_contact_names where contact_id = $1", [made.id])).toEqual([]);
});

test("a merged contact stays known by both names, also after another merge, and apart again by its own", async () => {
  const [one, two, three] = [
    await make({ name: "Ambrose Quillfeather" }),
    await make({ name: "Ambrose Duskwallow" }),
    await make({ name: "Ambrose Thornlabel" }),
  ];
  await send(ada, "POST", `/contacts/${two.id}/merge`, 200, { other_id: one.id });
  const merged = await send<Contact>(ada, "POST", `/contacts/${three.id}/merge`, 200, { other_id: two.id });
  for (const name of ["Quillfeather", "Duskwallow", "Thornlabel"]) expect(await known(`Dear ${name}`)).toEqual([name]);
  const [outer] = merged.merges.slice(-1);
  await send(ada, "POST", `/contact-merges/${outer!.id}/split`, 201);
  for (const name of ["Quillfeather", "Duskwallow", "Thornlabel"]) expect(await known(`Dear ${name}`)).toEqual([name]);
  await send(ada, "DELETE", `/contacts/${three.id}`, 204);
  expect(await known("Dear Thornlabel")).toEqual([]);
});

test("members are known in their organization by the name they have now, and not in another", async () => {
  const { user } = await send<{ user: { version: number } }>(bob, "GET", "/me", 200);
  const json = { name: "Bartholomew Quenchwick" };
  const headers = { "if-match": `"${user.version}"` };
  await readAnswer(bob.request("/api/v1/me", { method: "PATCH", json, headers }), 200);
  expect(await known("from B. Quenchwick", bob)).toEqual(["B. Quenchwick"]);
  expect(await known("from B. Quenchwick")).toEqual([]);
});

test("whom another process has just made known is known by the next look, and whom it forgot by none", async () => {
  const { id } = await make({ name: "Odalric Prendergast" });
  for (let n = 0; n < 3; n++) {
    const marks = await all.world.rows("delete from known_contact_names where contact_id = $1 returning *", [id]);
    expect(await known("Dear Odalric Prendergast")).toEqual([]);
    await all.world.rows(
      `insert into known_contact_names select r.* from unnest($1::jsonb[]) as one
       cross join lateral jsonb_populate_record(null::known_contact_names, one) as r`,
      [marks.map((row) => ({ ...row, mark: `\\x${(row["mark"] as Buffer).toString("hex")}` }))],
    );
    expect(await known("Dear Odalric Prendergast")).toContain("Odalric Prendergast");
  }
});

test("names are found among many others in one text, beside each other and in a second text", async () => {
  await make({ name: "Hildemar Oxenstjerna" });
  const prose = "The lease of the house was signed on a Monday, and the keys were handed over the week after. ";
  const text = `${prose.repeat(200)}Hildemar Oxenstjerna asked Odalric Prendergast. ${prose.repeat(200)}`;
  expect(await known(text)).toEqual(
    expect.arrayContaining(["Hildemar Oxenstjerna", "Odalric Prendergast", "Oxenstjerna", "Prendergast"]),
  );
  const around = { database: all.world.app.database, keyring: all.world.keyring };
  const [none, some] = await findKnown(around, proveScope(ada), [prose, "for Oxenstjerna"]);
  expect(none).toEqual([]);
  expect(some).toEqual([{ start: 4, end: 15, cls: "person", rule: "known.name", score: 0.8 }]);
});

test("nothing of a name can be read where it is looked up, and those from before are made known by a job", async () => {
  const { id } = await make({
    name: "Perpetua Vonderhaus",
    identities: [{ kind: "telegram", value: "@vonderhaus_x" }],
  });
  const rows = await all.world.rows<{ row: string }>("select k::text as row from known_contact_names k", []);
  for (const word of ["Perpetua", "perpetua", "vonderhaus"])
    for (const form of [word, Buffer.from(word).toString("hex")])
      expect(rows.some(({ row }) => row.includes(form))).toBe(false);
  await all.world.rows("delete from known_contact_names where contact_id = $1", [id]);
  await all.world.rows("update contact_identities set mark = null where contact_id = $1", [id]);
  await all.world.rows("delete from known_member_names", []);
  expect(await known("Perpetua Vonderhaus @vonderhaus_x, Bartholomew Quenchwick")).toEqual([]);
  await all.world.work();
  all.world.clock.advance(hourMs);
  await until(async () => (await known("Perpetua Vonderhaus @vonderhaus_x")).length >= 2);
  await until(async () => (await known("Bartholomew Quenchwick", bob)).length > 0);
});
