import { afterAll, beforeAll, expect, test } from "vitest";
import { joinOrganization } from "../../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import { askAnonymously, type PersonWithOrganization, signUp } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { indexEmail } from "../../users/public.ts";
import { makeFollowToken } from "../make-follow-token.ts";

type Correction = { id: string; receiver: string; target: string; way: string; state: string };

let all: TwoTenants;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  all = await openTwoTenants();
  ({ ada, bob } = all);
});
afterAll(() => all.world.close());

const post = <T>(who: PersonWithOrganization, path: string, json: object, status: number) =>
  readAnswer<T>(who.request(`/api/v1${path}`, { method: "POST", json }), status);
const makeContact = (who: PersonWithOrganization, email: string) =>
  post<{ id: string }>(who, "/contacts", { name: "Carla", identities: [{ kind: "email", value: email }] }, 201);
const makeEndpoint = (who: PersonWithOrganization, events: string[]) =>
  post<{ id: string }>(who, "/webhook-endpoints", { url: "http://127.0.0.1:9/v1", events }, 201);

const asked = async () =>
  (await all.world.rows("select id from rights_requests where organization_id = $1", [ada.organizationId])) as [
    { id: string },
  ];

let deliveries = 0;
async function deliverAs(state: string, event: string, target: string, who = ada): Promise<void> {
  const at = all.world.clock.now();
  await all.world.rows(
    `insert into deliveries (id, holder, organization_id, workspace_id, kind, operation_key, target, about, state, reason, next_at, created_at, ended_at)
     values ($1, $3, $2, $3, 'webhook', $1, $4, $5, $6, $7, $8, $8, $8)`,
    [
      `dlv_${`${++deliveries}`.padStart(26, "0")}`,
      who.organizationId,
      who.workspaceId,
      target,
      event,
      state,
      state === "succeeded" ? null : "test",
      at,
    ],
  );
}

/** As if an event about a contact had reached an endpoint. */
async function reached(who: PersonWithOrganization, target: string, contactId: string, nth: number): Promise<void> {
  const event = `evt_${`${nth}`.padStart(26, "0")}`;
  await all.world.rows(
    "insert into events (id, type, organization_id, workspace_id, contact_id, facts, created_at) values ($1, 'contact.updated', $2, $3, $4, jsonb_build_object('contact_id', $4::text), $5)",
    [event, who.organizationId, who.workspaceId, contactId, all.world.clock.now()],
  );
  await deliverAs("succeeded", event, target, who);
}

async function askToCorrect(of: PersonWithOrganization, email: string): Promise<string> {
  const path = `/api/v1/trust/organizations/${of.organizationId}/requests`;
  await readAnswer(askAnonymously(all.world, path, { kind: "rectify", email, residence: "DE" }, "10.7.1.1"), 202);
  const [row] = await all.world.rows<{ id: string }>("select id from rights_requests where address_index = $1", [
    indexEmail(all.world.keyring, email),
  ]);
  const token = makeFollowToken(all.world.keyring, row!.id);
  await readAnswer(askAnonymously(all.world, "/api/v1/trust/requests/confirm", { token }, "10.7.1.2"), 200);
  return row!.id;
}
const answer = (who: PersonWithOrganization, id: string, contact_id: string) =>
  post(who, `/rights-requests/${id}/answer`, { outcome: "fulfilled", reply: "Corrected.", contact_id }, 200);
const correctionsOf = async (who: PersonWithOrganization, id: string) =>
  (await readAnswer<{ corrections: Correction[] }>(who.request(`/api/v1/rights-requests/${id}`), 200)).corrections;

test("a correction lists everybody who had received the contact, and nobody who had not, in one workspace alone", async () => {
  const contact = await makeContact(ada, "carla@example.test");
  const other = await makeContact(ada, "dora@example.test");
  const [hears, deaf, bystander] = [
    await makeEndpoint(ada, ["contact.*"]),
    await makeEndpoint(ada, ["member.*"]),
    await makeEndpoint(ada, ["*"]),
  ];
  await reached(ada, hears.id, contact.id, 1);
  await reached(ada, deaf.id, contact.id, 2);
  await reached(ada, bystander.id, other.id, 3);
  // Another tenant's rows that name the same contact are nobody's evidence here.
  await reached(bob, (await makeEndpoint(bob, ["*"])).id, contact.id, 4);
  const [at] = [all.world.clock.now()];
  await all.world.rows(
    `insert into disclosures (organization_id, workspace_id, id, state, contact_id, authority, legal_basis, extent, asked_at, approved_at, handed_out_at)
     values ($1, $2, 'dsc_00000000000000000000000000', 'handed_out', $3, '\\x00', '\\x00', '\\x00', $4, $4, $4)`,
    [ada.organizationId, ada.workspaceId, contact.id, at],
  );
  const id = await askToCorrect(ada, "carla@example.test");
  expect(await correctionsOf(ada, id)).toEqual([]);
  await answer(ada, id, contact.id);
  const found = await correctionsOf(ada, id);
  expect(found.map(({ target, state }) => [target, state])).toEqual(
    expect.arrayContaining([
      ["dsc_00000000000000000000000000", "to_be_told"],
      [hears.id, "on_its_way"],
      [deaf.id, "to_be_told"],
    ]),
  );
  expect(found).toHaveLength(3);
  type Read = { recipients: { receiver: string; state: string }[] };
  const read = await readAnswer<Read>(
    all.world.request(`/api/v1/trust/requests/${makeFollowToken(all.world.keyring, id)}`),
    200,
  );
  const told = ({ receiver, state }: { receiver: string; state: string }) => `${receiver} ${state}`;
  expect(read.recipients.map(told).toSorted()).toEqual(found.map(told).toSorted());
  expect(JSON.stringify(read)).not.toContain(hears.id);
  expect(await readRefusal(bob.request(`/api/v1/rights-requests/${id}`))).toBe("404 request.not_found");
});

test("who listens is told by an event; once that has arrived it says so, and where it cannot, that it failed", async () => {
  const [event] = await all.world.rows<{ id: string; facts: { contact_id: string } }>(
    "select id, facts from events where type = 'contact.corrected' and organization_id = $1",
    [ada.organizationId],
  );
  type Types = { data: { type: string }[] };
  const types = await readAnswer<Types>(ada.request("/api/v1/event-types"), 200);
  expect(types.data.map(({ type }) => type)).toContain("contact.corrected");
  const [{ id }] = await asked();
  const waiting = (await correctionsOf(ada, id)).find(({ way }) => way === "event")!;
  const stateOf = async () => (await correctionsOf(ada, id)).find(({ way }) => way === "event")?.state;
  // From here on nothing more is written for it: what is there, if it is already, ends as the test says.
  await all.world.rows("update webhook_endpoints set state = 'disabled' where id = $1", [waiting.target]);
  await deliverAs("dead", event!.id, waiting.target);
  const end =
    "update deliveries set state = $2, reason = $3, ended_at = created_at, lease_until = null where about = $1";
  await all.world.rows(end, [event!.id, "dead", "test"]);
  expect(await stateOf()).toBe("failed");
  await all.world.rows(end, [event!.id, "succeeded", null]);
  expect(await stateOf()).toBe("told");
});

test("what a person told is noted once, by this organization's members only; who cannot be told cannot be ticked off", async () => {
  const [{ id }] = await asked();
  const byHand = (await correctionsOf(ada, id)).find(({ way }) => way === "by_hand")!;
  const told = (who: PersonWithOrganization, correction: string) =>
    who.request(`/api/v1/corrections/${correction}/told`, { method: "POST", json: {} });
  expect(await readRefusal(told(bob, byHand.id))).toBe("404 request.not_found");
  await readAnswer(told(ada, byHand.id), 204);
  await readAnswer(told(ada, byHand.id), 204);
  expect((await correctionsOf(ada, id)).find((one) => one.id === byHand.id)?.state).toBe("told");
  await all.world.rows("update corrections set way = 'none', told_at = null where id = $1", [byHand.id]);
  expect(await readRefusal(told(ada, byHand.id))).toBe("404 request.not_found");
  expect((await correctionsOf(ada, id)).find((one) => one.id === byHand.id)?.state).toBe("cannot_be_told");
});

test("what was corrected about a member lists whoever had received them, in any workspace, with when they were told; to nobody else", async () => {
  const [hears, deaf] = [await makeEndpoint(ada, ["member.*"]), await makeEndpoint(ada, ["contact.*"])];
  const event = "evt_00000000000000000000000077";
  await all.world.rows(
    "insert into events (id, type, organization_id, person_id, facts, created_at) values ($1, 'member.joined', $2, $3, $4, $5)",
    [event, ada.organizationId, ada.userId, JSON.stringify({ user_id: ada.userId }), all.world.clock.now()],
  );
  for (const { id } of [hears, deaf]) await deliverAs("succeeded", event, id);
  await deliverAs("succeeded", event, (await makeEndpoint(bob, ["*"])).id, bob);

  const id = await askToCorrect(ada, ada.email);
  const request = await readAnswer<{ members: string[] }>(ada.request(`/api/v1/rights-requests/${id}`), 200);
  expect(request.members).toEqual([ada.userId]);
  const send = (about: object) =>
    ada.request(`/api/v1/rights-requests/${id}/answer`, {
      method: "POST",
      json: { outcome: "fulfilled", reply: "Corrected.", ...about },
    });
  expect(await readRefusal(send({ user_id: bob.userId }))).toBe("404 request.not_found");
  const cleo = await joinOrganization(ada, await signUp(all.world, "Cleo"), "admin");
  expect(await readRefusal(send({ user_id: cleo.userId }))).toBe("409 rights_requests.identity_unproven");
  await readAnswer(send({ user_id: ada.userId }), 200);
  const states = async () =>
    Object.fromEntries((await correctionsOf(ada, id)).map(({ target, state }) => [target, state]));
  expect(await states()).toEqual({ [hears.id]: "on_its_way", [deaf.id]: "to_be_told" });

  const [told] = await all.world.rows<{ id: string; person_id: string }>(
    "select id, person_id from events where type = 'member.corrected' and facts ->> 'what' = 'other'",
  );
  expect(told!.person_id).toBe(ada.userId);
  await all.world.rows("update webhook_endpoints set state = 'disabled' where id = $1", [hears.id]);
  await all.world.rows("delete from deliveries where about = $1", [told!.id]);
  await deliverAs("succeeded", told!.id, hears.id);
  expect(await states()).toMatchObject({ [hears.id]: "told" });
  type Read = { recipients: { receiver: string; state: string; told_at: string | null }[] };
  const token = makeFollowToken(all.world.keyring, id);
  const read = await readAnswer<Read>(all.world.request(`/api/v1/trust/requests/${token}`), 200);
  const seen = read.recipients.map(({ state, told_at }) => ({ state, isDated: told_at !== null }));
  expect(seen).toHaveLength(2);
  expect(seen).toContainEqual({ state: "to_be_told", isDated: false });
  expect(seen).toContainEqual({ state: "told", isDated: true });
});
