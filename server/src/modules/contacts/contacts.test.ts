import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { until } from "../../testing/world.ts";
import { beginRequest, carryOut, receiptOf } from "../../privacy/testing/begin-request.ts";

type Details = {
  id: string;
  name: string | null;
  age_state: string;
  identities: { id: string; kind: string; value: string }[];
  consents: { purpose: string; state: string; evidence: string | null }[];
  merges: { id: string; merged_id: string }[];
};
type Page = { data: { id: string }[] };

let all: TwoTenants;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  [ada, bob] = [all.ada, all.bob];
});
afterAll(() => all.world.close());

const post = <T>(who: PersonWithOrganization, path: string, json: object, status = 201) =>
  readAnswer<T>(who.request(`/api/v1${path}`, { method: "POST", json }), status);
const get = (who: PersonWithOrganization, id: string) =>
  readAnswer<Details>(who.request(`/api/v1/contacts/${id}`), 200);
const email = (value: string) => ({ kind: "email", value });
const make = (who: PersonWithOrganization, json: object) => post<Details>(who, "/contacts", json);

test("the same address is two contacts in two workspaces, and each finds only its own", async () => {
  const carla = await make(ada, { name: "Carla", identities: [email("Carla@Bücher.example")] });
  const other = await make(bob, { name: "Carla B", identities: [email("carla@bücher.example")] });
  expect(carla.identities[0]?.value).toBe("carla@xn--bcher-kva.example");
  const search = { identity: email(" CARLA@bücher.example ") };
  expect((await post<Page>(ada, "/contacts/search", search, 200)).data.map(({ id }) => id)).toEqual([carla.id]);
  expect((await post<Page>(bob, "/contacts/search", search, 200)).data.map(({ id }) => id)).toEqual([other.id]);
  const hashes = await all.world.rows(
    "select distinct value_index from contact_identities where contact_id = any($1)",
    [[carla.id, other.id]],
  );
  expect(hashes).toHaveLength(2);
  await readAnswer(bob.request(`/api/v1/contacts/${carla.id}`), 404);
});

test("in one workspace an identity is one contact's, and the refusal names which", async () => {
  const first = await make(ada, { identities: [{ kind: "phone", value: "+49 30 123456" }] });
  expect(first.identities[0]?.value).toBe("+4930123456");
  const again = { identities: [{ kind: "phone", value: "+49 (30) 12 34 56" }] };
  const { facts } = await post<{ facts: object }>(ada, "/contacts", again, 409);
  expect(facts).toEqual({ contact_id: first.id });
});

test.each([
  ["email", "no address"],
  ["phone", "030 123456"],
  ["telegram", "!"],
  ["social", "@somebody"],
  ["web_visitor", "short"],
])("an identity of the kind %s is refused where it is not written as one", async (kind, value) => {
  const { code } = await post<{ code: string }>(ada, "/contacts", { identities: [{ kind, value }] }, 422);
  expect(code).toBe("contacts.identity_invalid");
});

test("a name is found by a part of it, whatever its case, without being stored readably", async () => {
  const { id } = await make(ada, { name: "Ødegård, Line" });
  const found = await post<Page>(ada, "/contacts/search", { name: "ødeGÅRD" }, 200);
  expect(found.data.map((one) => one.id)).toEqual([id]);
  const [row] = await all.world.rows<{ name: Buffer }>("select name from contacts where id = $1", [id]);
  expect(row?.name.includes("degård")).toBe(false);
});

test("what a contact agreed to is never changed: taking it back is said besides, and the newest holds", async () => {
  const { id } = await make(ada, { name: "Dora" });
  await post(ada, `/contacts/${id}/consents/give`, { purpose: "marketing", how: "form", evidence: "Box on page 3" });
  all.world.clock.advance(1000);
  await post(ada, `/contacts/${id}/consents/withdraw`, { purpose: "marketing", how: "message" });
  const { consents } = await get(ada, id);
  expect(consents.map(({ state }) => state)).toEqual(["withdrawn", "given"]);
  expect(consents[1]?.evidence).toBe("Box on page 3");
});

test("a merge brings everything along, and telling them apart gives everything back under the old id", async () => {
  const into = await make(ada, { name: "Eve", identities: [email("eve@work.example")] });
  const other = await make(ada, { name: "E. Adams", age_state: "minor", identities: [email("eve@home.example")] });
  await post(ada, `/contacts/${other.id}/consents/give`, { purpose: "ai", evidence: "She said so" });
  const merged = await post<Details>(ada, `/contacts/${into.id}/merge`, { other_id: other.id }, 200);
  expect(merged).toMatchObject({
    name: "Eve",
    age_state: "minor",
    consents: [{ purpose: "ai", evidence: "She said so" }],
  });
  expect(merged.identities.map(({ value }) => value).toSorted()).toEqual(["eve@home.example", "eve@work.example"]);
  await readAnswer(ada.request(`/api/v1/contacts/${other.id}`), 404);
  expect(await all.world.rows("select 1 from subject_keys where subject_id = $1", [other.id])).toEqual([]);
  const split = await post<Details>(ada, `/contact-merges/${merged.merges[0]?.id}/split`, {});
  expect(split).toMatchObject({ id: other.id, name: "E. Adams", age_state: "minor", consents: [{ state: "given" }] });
  expect(split.identities.map(({ value }) => value)).toEqual(["eve@home.example"]);
  expect(await get(ada, into.id)).toMatchObject({ name: "Eve", age_state: "unknown", consents: [], merges: [] });
  const actions = "select action from audit_entries where action in ('contact.merged', 'contact.unmerged')";
  const noted = await all.world.rows<{ action: string }>(`${actions} order by action`);
  expect(noted.map(({ action }) => action)).toEqual(["contact.merged", "contact.unmerged"]);
});

test("a consent carries the very words it was given to, with their version and hash, sealed", async () => {
  const { id } = await make(ada, { name: "Dana" });
  const text = "I agree that an AI answers my messages.";
  const said = { purpose: "ai", how: "form", text, text_version: "web form 3" };
  await post(ada, `/contacts/${id}/consents/give`, said);
  const text_hash = createHash("sha256").update(text).digest("hex");
  expect((await get(ada, id)).consents[0]).toMatchObject({ text, text_version: "web form 3", text_hash });
  const [row] = await all.world.rows<{ text: Buffer }>("select text from contact_consents where contact_id = $1", [id]);
  expect(row?.text.includes("an AI answers")).toBe(false);
  await readAnswer(all.bob.request(`/api/v1/contacts/${id}`), 404);
  const into = await make(ada, { name: "Dana Again" });
  const merged = await post<Details>(ada, `/contacts/${into.id}/merge`, { other_id: id }, 200);
  expect(merged.consents[0]).toMatchObject({ text, text_version: "web form 3", text_hash });
});

test("what a merge would come to is told before, with what the other one brings, and changes nothing", async () => {
  const into = await make(ada, { identities: [email("nora@work.example")] });
  const other = await make(ada, { name: "Nora", age_state: "minor", identities: [email("nora@home.example")] });
  const path = `/api/v1/contacts/${into.id}/merge-previews/${other.id}`;
  const preview = await readAnswer<{ identities: { value: string; comes: boolean }[] }>(ada.request(path), 200);
  expect(preview).toMatchObject({ name: "Nora", age_state: "minor", gone_name: null, consents: [] });
  expect(preview.identities.map(({ value, comes }) => [value, comes])).toEqual([
    ["nora@work.example", false],
    ["nora@home.example", true],
  ]);
  expect(await get(ada, into.id)).toMatchObject({ name: null, merges: [] });
  await readAnswer(bob.request(path), 404);
});

test("a list shows by what somebody without a name is reached, and no more than three of it", async () => {
  const identities = ["a", "b", "c", "d"].map((each) => email(`${each}@listed.example`));
  const { id } = await make(ada, { identities });
  const found = await post<{ data: { id: string; identities: object[] }[] }>(
    ada,
    "/contacts/search",
    { identity: identities[0] },
    200,
  );
  expect(found.data.map((one) => one.id)).toEqual([id]);
  expect(found.data[0]?.identities).toHaveLength(3);
  for (const one of found.data[0]?.identities ?? [])
    expect(identities.map((each) => ({ ...each, network: null }))).toContainEqual(one);
});

test("erased on request, a contact is gone with its keys; the receipt says so, and the workspace hears of it", async () => {
  const { id } = await make(ada, { name: "Frida", identities: [email("frida@example.com")] });
  const asked = await post<{ receipt_token: string }>(ada, "/contact-requests", {
    contact_id: id,
    kind: "erase",
    immediately: true,
  });
  const worker = await all.world.work();
  const receipt = () => all.world.request(`/api/v1/receipts/${asked.receipt_token}`);
  // What another job held at the first look is begun at the next one.
  const isThere = async () => (all.world.clock.advance(50), (await receipt()).ok);
  await until(isThere);
  const told = "select 1 from events where type = 'contact.erased' and facts ->> 'contact_id' = $1";
  await until(async () => (await all.world.rows(told, [id])).length === 1);
  await worker.stop(0);
  const { receipt: signed } = await readAnswer<{ receipt: { subject: object; removed: { label: string }[] } }>(
    receipt(),
    200,
  );
  expect(signed.subject).toMatchObject({ kind: "contact" });
  expect(signed.removed.map(({ label }) => label)).toEqual(
    expect.arrayContaining(["keys", "contacts", "contact identities"]),
  );
  expect(await all.world.rows("select 1 from subject_keys where subject_id = $1", [id])).toEqual([]);
  await readAnswer(ada.request(`/api/v1/contacts/${id}`), 404);
});

test("what members talked about with agents on a contact's behalf is gone before the receipt says so", async () => {
  const { id } = await make(ada, { name: "Greta" });
  const { id: other } = await make(ada, { name: "Hedy" });
  const { id: agent_id } = await post<{ id: string }>(ada, "/agents", { name: "Helper" });
  const talk = async (contact_id: string) =>
    (await post<{ id: string }>(ada, "/conversations", { agent_id, contact_id })).id;
  const [about, besides] = [await talk(id), await talk(other)];
  const plan = ada.request(`/api/v1/contacts/${id}/privacy-plan`);
  const { items } = await readAnswer<{ items: { table: string; rows: number }[] }>(plan, 200);
  expect(items).toContainEqual(expect.objectContaining({ table: "conversations", rows: 1 }));
  const within = { organizationId: ada.organizationId, workspaceId: ada.workspaceId };
  const queued = async (contact_id: string) => {
    await post(ada, `/contacts/${contact_id}/consents/give`, { purpose: "ai" });
    const messages = [{ role: "user", content: "What is new?" }];
    const json = { model: "sandbox", contact_id, messages };
    return (await post<{ id: string }>(ada, "/generations", json, 202)).id;
  };
  const [asked, besidesAsked] = [await queued(id), await queued(other)];
  const begun = await beginRequest(all.world, { kind: "contact", id, within });
  // No worker runs: no reaction helps.
  await carryOut(all.world, begun.requestId);
  expect((await receiptOf(all.world, begun)).receipt.removed).toContainEqual({ label: "conversations", rows: 1 });
  const left = await all.world.rows("select id from conversations where id = any($1)", [[about, besides]]);
  expect(left).toEqual([{ id: besides }]);
  const waiting = "select generation_id as id from queued_generations where generation_id = any($1)";
  expect(await all.world.rows(waiting, [[asked, besidesAsked]])).toEqual([{ id: besidesAsked }]);
});

test("a workspace that is deleted takes the keys of its contacts along", async () => {
  const made = await post<{ id: string }>(ada, "/workspaces", { name: "For a while" });
  const there = { headers: { "avow-workspace": made.id } };
  const json = { name: "Gerd" };
  const { id } = await readAnswer<Details>(ada.request("/api/v1/contacts", { method: "POST", json, ...there }), 201);
  await readAnswer(ada.request(`/api/v1/workspaces/${made.id}`, { method: "DELETE" }), 204);
  const left = "select 1 from subject_keys where subject_id = $1 union all select 1 from contacts where id = $1";
  expect(await all.world.rows(left, [id])).toEqual([]);
});
