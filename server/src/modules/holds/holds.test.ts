import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, later, secondMs } from "../../framework/clock.ts";
import { readIn } from "../../framework/database/tenant.ts";
import { makeWork } from "../../framework/work.ts";
import { readZip } from "../../privacy/testing/read-zip.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { type PersonWithOrganization, signIn, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { until } from "../../testing/world.ts";
import { followHolds } from "./follow-holds.job.ts";

type Hold = { id: string; state: string; held: number; ended: number };
type Approval = { id: string; subject: string; hash: string; state: string };
type Item = { table: string; action: string; because: string };

let all: TwoTenants;
let ada: PersonWithOrganization;
let [eve, gus]: PersonWithOrganization[] = [];
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
  eve = await joinOrganization(ada, await signUp(all.world, "Eve"), "approver");
  gus = await joinOrganization(ada, await signUp(all.world, "Gus"), "admin");
});
afterAll(() => all.world.close());

const post = (who: PersonWithOrganization, path: string, json: object) =>
  who.request(`/api/v1${path}`, { method: "POST", json });
const basis = "The claim of a customer about an order, at the court of Kiel.";
const nextMonth = () => later(all.world.clock.now(), 30 * dayMs).toISOString();

async function makeContact(email: string): Promise<string> {
  const { id } = await readAnswer<{ id: string }>(post(ada, "/contacts", { name: `Held ${email}` }), 201);
  await readAnswer(post(ada, "/contact-identities", { contact_id: id, kind: "email", value: email }), 201);
  return id;
}
const ask = (predicate: object) =>
  readAnswer<Hold>(post(ada, "/holds", { predicate, basis, review_at: nextMonth() }), 201);
const approvalOf = async (holdId: string) => {
  const { data } = await readAnswer<{ data: Approval[] }>(ada.request("/api/v1/approvals?limit=100"), 200);
  return data.find(({ subject }) => subject === holdId)!;
};
const approve = async (who: PersonWithOrganization, holdId: string) => {
  const { id, hash } = await approvalOf(holdId);
  return post(who, `/approvals/${id}/approve`, { hash });
};
const get = async (id: string) => {
  const { data } = await readAnswer<{ data: Hold[] }>(ada.request("/api/v1/holds?limit=100"), 200);
  return data.find((hold) => hold.id === id)!;
};
async function putInForce(predicate: object): Promise<Hold> {
  const { id } = await ask(predicate);
  for (const who of [eve!, gus!]) await readAnswer(approve(who, id), 200);
  return until(async () => {
    const hold = await get(id);
    return hold.state === "in_force" && hold;
  });
}
const hold = (contact_ids: string[]) => putInForce({ by: "contacts", contact_ids });
const release = (id: string) => post(ada, `/holds/${id}/release`, { reason: "The claim was settled." });
const left = (id: string) =>
  all.world.rows<{ cls: string }>("select cls from subject_keys where subject_id = $1", [id]);
const rowsOf = (id: string) => all.world.rows("select 1 from contacts where id = $1", [id]);
const archive = (who: PersonWithOrganization, heldId: string) => who.request(`/api/v1/held-contacts/${heldId}/archive`);
const heldIn = async (holdId: string) => {
  const list = ada.request(`/api/v1/holds/${holdId}/contacts`);
  return (await readAnswer<{ data: { id: string; was_erased: boolean }[] }>(list, 200)).data;
};

async function erase(contact_id: string): Promise<string> {
  const json = { contact_id, kind: "erase", immediately: true };
  return (await readAnswer<{ receipt_token: string }>(post(ada, "/contact-requests", json), 201)).receipt_token;
}
type Receipt = { id: string; kept: { what: string; basis: string; until: string }[]; limits: string[] };
const receiptOf = (token: string, isIt: (receipt: Receipt) => boolean) =>
  until(async () => {
    all.world.clock.advance(secondMs); // schedules go by the clock
    const answer = await all.world.request(`/api/v1/receipts/${token}`);
    if (answer.status !== 200) return false;
    const { receipt } = (await answer.json()) as { receipt: Receipt };
    return isIt(receipt) && receipt;
  });

test("a hold comes into force by the yes of two people who did not ask, and by nothing less", async () => {
  const contact = await makeContact("two@example.test");
  const { id } = await ask({ by: "contacts", contact_ids: [contact] });
  expect(await readRefusal(approve(ada, id))).toBe("403 approvals.own");
  await readAnswer(approve(eve!, id), 200);
  expect(await readRefusal(approve(eve!, id))).toBe("409 approvals.second_needed");
  expect(await approvalOf(id)).toMatchObject({ state: "pending", first_yes_by: eve!.userId });
  expect(await get(id)).toMatchObject({ state: "asked", held: 0 });
  await readAnswer(approve(gus!, id), 200);
  await until(async () => (await get(id)).state === "in_force");
  expect(await get(id)).toMatchObject({ held: 1, ended: 0 });
  const refused = await ask({ by: "contacts", contact_ids: [contact] });
  const { id: approval, hash } = await approvalOf(refused.id);
  await readAnswer(post(eve!, `/approvals/${approval}/reject`, { hash, reason: "No such claim" }), 200);
  await until(async () => (await get(refused.id)).state === "refused");
  expect(await readRefusal(release(refused.id))).toBe("409 holds.wrong_state");
});

test("an erasure under a hold says what is kept, hides and locks it, and the release destroys it with a receipt", async () => {
  const contact = await makeContact("held@example.test");
  const other = await makeContact("free@example.test");
  const { id } = await hold([contact]);
  const plan = async (of: string) =>
    (await readAnswer<{ items: Item[] }>(ada.request(`/api/v1/contacts/${of}/privacy-plan`), 200)).items;
  const planned = (await plan(contact)).find(({ table }) => table === "contact_identities");
  expect(planned).toMatchObject({ action: "keep", because: expect.stringContaining(id) as string });
  expect((await plan(other)).some(({ action }) => action === "keep")).toBe(false);
  const token = await erase(contact);
  const first = await receiptOf(token, () => true);
  const kept = first.kept.find(({ what }) => what === "contact identities");
  expect(kept?.basis).toContain(id);
  expect(JSON.stringify(first)).not.toContain("Kiel");
  expect(first.limits.join(" ")).toContain("legal hold");
  // Gone from everyday use, also for whoever looks for the address; the same address can be somebody new's.
  expect(await readRefusal(ada.request(`/api/v1/contacts/${contact}`))).toBe("404 request.not_found");
  const again = await makeContact("held@example.test");
  expect(again).not.toBe(contact);
  expect(await get(id)).toMatchObject({ held: 1, ended: 1 });
  expect(await rowsOf(contact)).toHaveLength(1);
  // Read for the claim alone, by whoever has that permission, and on record.
  const [held] = await heldIn(id);
  expect(held).toMatchObject({ contact_id: contact, was_erased: true });
  expect(await readRefusal(archive(gus!, held!.id))).toBe("403 request.not_allowed");
  expect(await readRefusal(archive(all.bob, held!.id))).toBe("404 request.not_found");
  const zip = await readZip(Buffer.from(await (await archive(ada, held!.id)).arrayBuffer()));
  expect(String(zip.get("json/contact_identities.json"))).toContain("held@example.test");
  const read = await all.world.rows("select 1 from audit_entries where action = 'hold.read' and target = $1", [
    held!.id,
  ]);
  expect(read).toHaveLength(1);
  await readAnswer(release(id), 200);
  expect(await left(contact)).toEqual([]);
  const second = await receiptOf(token, (receipt) => receipt.id !== first.id);
  expect(second.kept).toEqual([]);
  expect(await rowsOf(contact)).toEqual([]);
  expect(await readRefusal(archive(ada, held!.id))).toBe("404 request.not_found");
});

test("of two holds the last one released destroys what a member deleted meanwhile; who was not erased stays", async () => {
  const [contact, living] = [await makeContact("both@example.test"), await makeContact("living@example.test")];
  const [one, other] = [await hold([contact, living]), await hold([contact])];
  await readAnswer(ada.request(`/api/v1/contacts/${contact}`, { method: "DELETE" }), 204);
  await readAnswer(release(one.id), 200);
  expect([(await left(contact)).length > 0, (await rowsOf(contact)).length]).toEqual([true, 1]);
  await readAnswer(release(other.id), 200);
  expect([await left(contact), await rowsOf(contact)]).toEqual([[], []]);
  await readAnswer(ada.request(`/api/v1/contacts/${living}`), 200);
});

test("what is held is not merged, nor ended with its workspace or organization", async () => {
  const [contact, other] = [await makeContact("stays@example.test"), await makeContact("joins@example.test")];
  const { id } = await hold([contact]);
  expect(await readRefusal(post(ada, `/contacts/${other}/merge`, { other_id: contact }))).toBe("409 contacts.held");
  await readAnswer(post(ada, "/workspaces", { name: "Second" }), 201);
  const workspace = `/api/v1/workspaces/${ada.workspaceId}`;
  expect(await readRefusal(ada.request(workspace, { method: "DELETE" }))).toBe("409 workspaces.held");
  const asked = { kind: "erase", subject: "organization", organization_id: ada.organizationId };
  const { id: request } = await readAnswer<{ id: string }>(post(ada, "/privacy-requests", asked), 201);
  expect(await readRefusal(post(ada, `/privacy-requests/${request}/confirm`, {}))).toBe("409 privacy_requests.held");
  await readAnswer(release(id), 200);
});

test("another workspace reaches no hold, and holds nobody of this one", async () => {
  const contact = await makeContact("mine@example.test");
  const { id } = await ask({ by: "contacts", contact_ids: [contact] });
  const review_at = nextMonth();
  expect(await readRefusal(post(all.bob, `/holds/${id}/review`, { review_at }))).toBe("404 request.not_found");
  const predicate = { by: "contacts", contact_ids: [contact] };
  expect(await readRefusal(post(all.bob, "/holds", { predicate, basis, review_at }))).toBe("422 holds.nobody");
});

test("across the organization a filter holds in every workspace, also a later one, and is released as a whole", async () => {
  const addWorkspace = async (name: string) =>
    (await readAnswer<{ id: string }>(post(ada, "/workspaces", { name }), 201)).id;
  const inWorkspace = (id: string, path: string, init: object = {}) =>
    ada.request(`/api/v1${path}`, {
      ...init,
      headers: { "avow-organization": ada.organizationId, "avow-workspace": id },
    });
  const makeIn = async (id: string, value: string) => {
    const json = { name: "Visitor", identities: [{ kind: "telegram", value }] };
    await readAnswer(inWorkspace(id, "/contacts", { method: "POST", json }), 201);
  };
  type Part = Hold & { parent_id: string | null };
  const partIn = async (workspace: string, parent: string) => {
    const { data } = await readAnswer<{ data: Part[] }>(inWorkspace(workspace, "/holds"), 200);
    return data.find(({ parent_id }) => parent_id === parent);
  };
  const second = await addWorkspace("Elsewhere");
  await makeIn(second, "@visitor_one");
  const predicate = { by: "filter", identity_kind: "telegram" };
  const asked = { predicate, basis, review_at: nextMonth(), reach: "organization" };
  const byIds = { ...asked, predicate: { by: "contacts", contact_ids: [await makeContact("one@example.test")] } };
  expect(await readRefusal(post(ada, "/holds", byIds))).toBe("422 request.invalid");
  const { id } = await readAnswer<Hold>(post(ada, "/holds", asked), 201);
  await readAnswer(approve(eve!, id), 200);
  expect(await partIn(second, id)).toBeUndefined();
  await readAnswer(approve(gus!, id), 200);
  const part = await until(() => partIn(second, id));
  expect(part).toMatchObject({ state: "in_force", held: 1 });
  const alone = inWorkspace(second, `/holds/${part.id}/release`, {
    method: "POST",
    json: { reason: "Only here, please." },
  });
  expect(await readRefusal(alone)).toBe("409 holds.part_of_another");
  const third = await addWorkspace("Made later");
  await makeIn(third, "@visitor_two");
  await follow();
  expect(await until(() => partIn(third, id))).toMatchObject({ held: 1 });
  const ofBob = await all.world.rows("select 1 from holds where organization_id = $1", [all.bob.organizationId]);
  expect(ofBob).toEqual([]);
  await readAnswer(release(id), 200);
  for (const workspace of [second, third])
    expect(await until(async () => (await partIn(workspace, id))?.state === "released")).toBe(true);
});

test("a filter takes who comes later as well, and a review is reminded of once", async () => {
  const call = async (value: string) => {
    const { id: contact_id } = await readAnswer<{ id: string }>(post(ada, "/contacts", { name: "Caller" }), 201);
    await readAnswer(post(ada, "/contact-identities", { contact_id, kind: "phone", value }), 201);
  };
  await call("+49 431 7654321");
  const { id } = await putInForce({ by: "filter", identity_kind: "phone" });
  expect(await get(id)).toMatchObject({ held: 1 });
  await call("+49 431 1234567");
  const reminders = () =>
    all.world.rows("select 1 from deliveries where operation_key like 'hold_review_due:%' and user_id = $1", [
      ada.userId,
    ]);
  const before = (await reminders()).length;
  await follow();
  expect(await get(id)).toMatchObject({ held: 2 });
  expect((await reminders()).length).toBe(before);
  all.world.clock.advance(24 * dayMs);
  await follow();
  const told = (await reminders()).length;
  expect(told).toBeGreaterThan(before);
  await follow();
  expect((await reminders()).length).toBe(told);
});

test("a review is reminded of from the second a week before, and due from its own second on", async () => {
  const { clock } = all.world;
  const begun = clock.now();
  const fresh = await signIn(all.world, ada);
  const headers = { "avow-organization": ada.organizationId, "avow-workspace": ada.workspaceId };
  ada = { ...ada, request: (path, init = {}) => fresh.request(path, { ...init, headers }) };
  const contact = await makeContact("review@example.test");
  const { id } = await ask({ by: "contacts", contact_ids: [contact] });
  const row = "update holds set state = 'in_force', in_force_at = $2, review_at = $3 where id = $1";
  const review = later(begun, 13 * dayMs);
  await all.world.rows(row, [id, begun, review]);
  const isReminded = async () => {
    await follow();
    const [found] = await all.world.rows<{ reminded_for: Date | null }>(
      "select reminded_for from holds where id = $1",
      [id],
    );
    return found!.reminded_for?.getTime() === review.getTime();
  };
  const isDue = async () =>
    (
      await readAnswer<{ data: (Hold & { is_review_due: boolean })[] }>(ada.request("/api/v1/holds?limit=100"), 200)
    ).data.find((one) => one.id === id)!.is_review_due;
  const seen = { reminded: [] as boolean[], due: [] as boolean[] };
  for (const second of [-1, 0, 1]) {
    clock.set(later(review, -7 * dayMs + second * secondMs));
    seen.reminded.push(await isReminded());
    clock.set(later(review, second * secondMs));
    seen.due.push(await isDue());
  }
  expect(seen).toEqual({ reminded: [false, true, true], due: [false, true, true] });
});

/** Goes through all holds, as every hour. */
async function follow(): Promise<void> {
  const { app } = all.world;
  const facts = { principal: { kind: "system", id: "test" }, purpose: "account", log: app.log } as const;
  const work = makeWork(app, { db: readIn(app.database, {}), ...facts });
  await followHolds.run({ ...work, signal: new AbortController().signal } as never, {});
}
