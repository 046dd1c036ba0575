import { afterAll, beforeAll, expect, test } from "vitest";
import { makeWork } from "../../../framework/work.ts";
import { proveScope, readIn } from "../../../framework/database/tenant.ts";
import { gatePort } from "../../../egress/ports.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";

type Lock = { id: string; purpose: string | null; lifted_at: string | null };
type Details = { id: string; locks: Lock[]; merges: { id: string }[] };

let all: TwoTenants;
let ada: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
});
afterAll(() => all.world.close());

const post = (path: string, json: object) => ada.request(`/api/v1${path}`, { method: "POST", json });
const get = (id: string) => readAnswer<Details>(ada.request(`/api/v1/contacts/${id}`), 200);
const lock = (id: string, json: object) => readAnswer<Lock>(post(`/contacts/${id}/locks`, json), 201);

/** Somebody who agreed to everything. */
async function makeContact(): Promise<string> {
  const { id } = await readAnswer<{ id: string }>(post("/contacts", { age_state: "verified_adult" }), 201);
  for (const purpose of ["ai", "messages", "marketing"])
    await readAnswer(post(`/contacts/${id}/consents/give`, { purpose }), 201);
  return id;
}

/** What the gate says to each purpose, now. */
async function askGate(contactId: string) {
  const { app } = all.world;
  const facts = { principal: { kind: "system", id: "test" }, purpose: "converse", log: app.log } as const;
  const work = makeWork(app, { db: readIn(app.database, proveScope(ada)), ...facts });
  const gate = work.port(gatePort);
  const codeOf = (asked: Promise<void>) =>
    asked.then(
      () => "yes",
      (error: unknown) => (error as { code: string }).code,
    );
  return {
    ai: await codeOf(gate.checkConsent(work, { contactId })),
    messages: await codeOf(gate.checkConsentTo(work, contactId, "messages")),
    marketing: await codeOf(gate.checkConsentTo(work, contactId, "marketing")),
  };
}
const free = { ai: "yes", messages: "yes", marketing: "yes" };
const locked = { ai: "egress.locked", messages: "egress.locked", marketing: "egress.locked" };

test("a restriction stops every use at the next operation, whatever was agreed, and until it is lifted", async () => {
  const id = await makeContact();
  expect(await askGate(id)).toEqual(free);
  const set = await lock(id, { kind: "restriction" });
  expect(await askGate(id)).toEqual(locked);
  await readAnswer(post(`/contacts/${id}/consents/give`, { purpose: "ai" }), 201);
  expect(await askGate(id)).toEqual(locked);
  const lift = { told_how: "message", grounds: "They asked us to go on." };
  await readAnswer(post(`/contact-locks/${set.id}/lift`, lift), 200);
  expect(await askGate(id)).toEqual(free);
  expect(await readRefusal(post(`/contact-locks/${set.id}/lift`, lift))).toBe("409 contacts.lock_lifted");
});

test("an objection stops its own purpose and no other; lifting it takes grounds and a word to them", async () => {
  const id = await makeContact();
  const set = await lock(id, { kind: "objection", purpose: "marketing" });
  expect(await askGate(id)).toEqual({ ...free, marketing: "egress.locked" });
  expect(await readRefusal(post(`/contact-locks/${set.id}/lift`, { told_how: "message" }))).toBe("422 request.invalid");
  expect(await readRefusal(post(`/contacts/${id}/locks`, { kind: "objection" }))).toBe("422 request.invalid");
  expect((await get(id)).locks).toMatchObject([{ purpose: "marketing", lifted_at: null }]);
});

test("whoever becomes part of another contact brings their lock, and takes it back when they are told apart", async () => {
  const [one, other] = [await makeContact(), await makeContact()];
  await lock(other, { kind: "restriction" });
  await readAnswer(post(`/contacts/${one}/merge`, { other_id: other }), 200);
  expect(await askGate(one)).toEqual(locked);
  const [merge] = (await get(one)).merges;
  await readAnswer(post(`/contact-merges/${merge!.id}/split`, {}), 201);
  expect([await askGate(one), await askGate(other)]).toEqual([free, locked]);
});

test("another workspace reaches neither contact nor lock", async () => {
  const id = await makeContact();
  const set = await lock(id, { kind: "restriction" });
  const asBob = (path: string, json: object) => all.bob.request(`/api/v1${path}`, { method: "POST", json });
  expect(await readRefusal(asBob(`/contacts/${id}/locks`, { kind: "restriction" }))).toBe("404 request.not_found");
  const lift = { told_how: "message", grounds: "They asked us to go on." };
  expect(await readRefusal(asBob(`/contact-locks/${set.id}/lift`, lift))).toBe("404 request.not_found");
});
