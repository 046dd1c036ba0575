import { afterAll, beforeAll, expect, test } from "vitest";
import { minuteMs } from "../../framework/clock.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { type PersonWithOrganization, signIn, signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, type World } from "../../testing/world.ts";

let world: World;
let ada: PersonWithOrganization;
let bob: PersonWithOrganization;
beforeAll(async () => {
  world = await openWorld();
  ada = await withOrganization(await signUp(world, "Ada"));
  bob = await withOrganization(await signUp(world, "Bob"));
});
afterAll(() => world.close());

const makeKey = (person: PersonWithOrganization) =>
  person.request("/api/v1/api-keys", { method: "POST", json: { name: "Robot", scopes: ["members.read"] } });
const stepUp = (person: PersonWithOrganization, password = person.password) =>
  person.request("/api/v1/sessions/current/step-up", { method: "POST", json: { password } });

test("ten minutes after it was proved, a session has to be proved again before something dangerous", async () => {
  world.clock.advance(10 * minuteMs + 1);
  const refused = await makeKey(bob);
  expect(await refused.json()).toMatchObject({
    status: 403,
    code: "session.step_up_required",
    facts: { within_minutes: 10 },
  });
  expect((await bob.request("/api/v1/me")).status).toBe(200);
  expect((await stepUp(bob)).status).toBe(204);
  expect((await makeKey(bob)).status).toBe(201);
  expect(await readRefusal(makeKey(ada))).toBe("403 session.step_up_required");
});

test("a wrong password proves nothing, and after some tries one has to wait", async () => {
  world.clock.advance(11 * minuteMs);
  const tries = [];
  for (let i = 0; i < 9; i++) tries.push(await readRefusal(stepUp(ada, `guess ${i}`)));
  expect(tries).toEqual([...Array.from({ length: 8 }, () => "422 users.password_wrong"), "429 request.too_many"]);
  expect(await readRefusal(makeKey(ada))).toBe("403 session.step_up_required");
  world.clock.advance(2 * minuteMs);
  expect((await stepUp(ada)).status).toBe(204);
});

test("stepping up gives the session another token: who had the old one has nothing", async () => {
  const stolen = bob.cookie;
  await readAnswer(bob.request("/api/v1/me"), 200);
  const before = await world.rows("select id, expires_at from sessions where user_id = $1", [bob.userId]);
  expect((await stepUp(bob)).status).toBe(204);
  const asThief = world.request("/api/v1/me", { headers: { cookie: stolen } });
  expect(await readRefusal(asThief)).toBe("401 request.not_signed_in");
  expect((await bob.request("/api/v1/me")).status).toBe(200);
  expect(await world.rows("select id, expires_at from sessions where user_id = $1", [bob.userId])).toEqual(before);
});

test("another session of the same person has proved nothing by it", async () => {
  const elsewhere = { ...bob, ...(await signIn(world, bob)) };
  world.clock.advance(11 * minuteMs);
  expect((await stepUp(bob)).status).toBe(204);
  const headers = { "avow-organization": bob.organizationId };
  const json = { name: "Robot", scopes: ["members.read"] };
  expect(await readRefusal(elsewhere.request("/api/v1/api-keys", { method: "POST", json, headers }))).toBe(
    "403 session.step_up_required",
  );
});

test("making somebody an owner asks for it; making them anything else does not", async () => {
  await stepUp(ada);
  const cleo = await joinOrganization(ada, await signUp(world, "Cleo"), "viewer");
  world.clock.advance(11 * minuteMs);
  const grant = (role: string) => ada.request(`/api/v1/members/${cleo.userId}`, { method: "PATCH", json: { role } });
  expect((await grant("admin")).status).toBe(200);
  expect(await readRefusal(grant("owner"))).toBe("403 session.step_up_required");
  await stepUp(ada);
  expect((await grant("owner")).status).toBe(200);
});

const none = "0".repeat(26);
test.each([
  ["DELETE", "/custom-roles/cro_1"],
  ["DELETE", "/role-assignments/ras_1"],
  ["DELETE", "/members/usr_1"],
  ["DELETE", "/model-servers/mds_1"],
  ["DELETE", "/identity-providers/idp_1"],
  ["DELETE", "/contacts/ctc_1"],
  ["POST", "/device-authorizations/approve", { user_code: "BCDF-GHJK" }],
  ["POST", `/operator/users/usr_${none}/suspend`, { reason: "Spam" }],
  ["POST", `/operator/organizations/org_${none}/suspend`, { reason: "Spam" }],
] as [string, string, object?][])(
  "%s %s asks for it before it looks whether there is such a thing",
  async (method, path, json = {}) => {
    world.clock.advance(11 * minuteMs);
    expect(await readRefusal(ada.request(`/api/v1${path}`, { method, json }))).toBe("403 session.step_up_required");
  },
);

test("whoever is made an owner proves who they are before using it, in every session they have", async () => {
  const dan = await joinOrganization(ada, await signUp(world, "Dan"), "admin");
  await stepUp(ada);
  expect((await makeKey(dan)).status).toBe(201);
  const owner = { method: "PATCH", json: { role: "owner" } };
  await readAnswer(ada.request(`/api/v1/members/${dan.userId}`, owner), 200);
  const stolen = dan.cookie;
  expect(await readRefusal(makeKey(dan))).toBe("403 session.step_up_required");
  expect((await stepUp(dan)).status).toBe(204);
  expect((await makeKey(dan)).status).toBe(201);
  const asThief = world.request("/api/v1/me", { headers: { cookie: stolen } });
  expect(await readRefusal(asThief)).toBe("401 request.not_signed_in");
});

test("a session from before proofs were noted has to give one", async () => {
  await world.rows("update sessions set authenticated_at = null where user_id = $1", [bob.userId]);
  expect(await readRefusal(makeKey(bob))).toBe("403 session.step_up_required");
});
