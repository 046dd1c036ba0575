import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { later, minuteMs, secondMs } from "../../framework/clock.ts";
import { joinOrganization } from "../../testing/deeds/join-organization.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import { askAnonymously, type PersonWithOrganization, signUp } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { subjectToken } from "../rights-requests/make-follow-token.ts";

type Status = {
  request_id: string;
  agent_request_id?: string;
  status: string;
  reason?: string;
  expected_by?: string;
  received_at: string;
};
type Agent = { id: string; key: KeyObject; of: PersonWithOrganization; token: string };
const names = { "agent-id": "AGENT_ONE", "business-id": "SHOP", "drp.version": "0.9.4" };

let all: TwoTenants;
let ada: PersonWithOrganization;
/** Relied on by Ada's organization; not relied on by Bob's. */
let [trusted, other]: Agent[] = [];
beforeAll(async () => {
  all = await openTwoTenants();
  ada = all.ada;
  trusted = await addAgent(ada, true);
  other = await addAgent(all.bob, false);
});
afterAll(() => all.world.close());

const rawKey = (key: KeyObject) => key.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
const time = (ms: number) => later(all.world.clock.now(), ms).toISOString();
const inTime = () => ({ "issued-at": time(0), "expires-at": time(10 * minuteMs) });
/** As libsodium's `crypto_sign` writes it, in base64. */
function seal(key: KeyObject, message: object): string {
  const text = Buffer.from(JSON.stringify(message));
  return Buffer.concat([sign(null, text, key), text]).toString("base64");
}
let ips = 0;
function send(of: PersonWithOrganization, path: string, body: string, token?: string, method = "POST") {
  const headers = { "content-type": "text/plain", ...(token && { authorization: `Bearer ${token}` }) };
  const ip = `10.9.0.${++ips % 250}`;
  return all.world.request(`/api/v1/drp/${of.organizationId}/v1${path}`, { method, headers, body, ip });
}
const get = (of: PersonWithOrganization, path: string, token: string) =>
  all.world.request(`/api/v1/drp/${of.organizationId}/v1${path}`, { headers: { authorization: `Bearer ${token}` } });

async function addAgent(of: PersonWithOrganization, vouches: boolean, code = names["agent-id"]): Promise<Agent> {
  const { publicKey, privateKey: key } = generateKeyPairSync("ed25519");
  const json = {
    name: "Consumer help",
    agent_code: code,
    business_code: "SHOP",
    verify_key: rawKey(publicKey),
    vouches,
  };
  const made = of.request("/api/v1/representatives", { method: "POST", json });
  const { id } = await readAnswer<{ id: string }>(made, 201);
  const setup = { ...names, "agent-id": code, ...inTime() };
  const { token } = await readAnswer<{ token: string }>(send(of, `/agent/${code}`, seal(key, setup)), 200);
  return { id, key, of, token };
}
const wish = (fields: object = {}) => ({
  ...names,
  ...inTime(),
  exercise: "deletion",
  regime: "ccpa",
  email: "carla@example.test",
  email_verified: true,
  ...fields,
});
const exercise = (agent: Agent, fields: object = {}, of = agent.of) =>
  send(of, "/data-rights-request", seal(agent.key, wish(fields)), agent.token);
const ask = (agent: Agent, fields: object = {}) => readAnswer<Status>(exercise(agent, fields), 200);
const seen = (who: PersonWithOrganization, id: string) =>
  readAnswer<{ state: string; proof: string | null; kind: string; regime: string; candidates: unknown[] }>(
    who.request(`/api/v1/rights-requests/${id}`),
    200,
  );

describe("a signed message", () => {
  test("becomes a rights request with the clock of its law, found by the address it vouches for", async () => {
    const contact = { name: "Carla", identities: [{ kind: "email", value: "carla@example.test" }] };
    await readAnswer(ada.request("/api/v1/contacts", { method: "POST", json: contact }), 201);
    const status = await ask(trusted!, { "agent-request-id": "their-7" });
    expect(status).toMatchObject({ status: "in_progress", agent_request_id: "their-7" });
    expect(Date.parse(status.expected_by!) - Date.parse(status.received_at)).toBeLessThanOrEqual(45 * 86_400_000);
    const request = await seen(ada, status.request_id);
    expect(request).toMatchObject({ state: "open", proof: "representative", kind: "erase", regime: "ccpa" });
    expect(request.candidates).toHaveLength(1);
  });

  test.each([
    ["access", "access"],
    ["access:categories", "access"],
    ["access:specific", "access"],
    ["sale:opt_out", "object"],
  ])("that exercises %s is a request of the kind %s", async (right, kind) => {
    const { request_id } = await ask(trusted!, { exercise: right, email: `${right.replace(/\W/g, "")}@example.test` });
    expect(await seen(ada, request_id)).toMatchObject({ kind });
  });

  test("counts for nothing with another key, another agent's name, or no signature", async () => {
    const stranger = generateKeyPairSync("ed25519").privateKey;
    const path = "/data-rights-request";
    const broken = seal(trusted!.key, wish()).replace(/^..../, "AAAA");
    for (const body of [seal(stranger, wish()), broken, "", "{}", Buffer.from("{}").toString("base64")])
      expect(await readRefusal(send(ada, path, body, trusted!.token))).toBe("403 representatives.not_signed");
    expect(await readRefusal(exercise(trusted!, { "agent-id": "SOMEBODY" }))).toBe("403 representatives.other_agent");
    expect(await readRefusal(send(ada, path, seal(trusted!.key, wish())))).toBe("401 representatives.no_token");
  });

  test("for another business is refused, also where both know the agent", async () => {
    expect(await readRefusal(exercise(trusted!, { "business-id": "OTHER" }))).toBe(
      "403 representatives.other_business",
    );
    expect(await readRefusal(exercise(trusted!, {}, all.bob))).toBe("401 representatives.no_token");
  });

  test("counts from the second it was issued to the second it lapses, and not a second more", async () => {
    const at = (from: number, until: number) => {
      const email = `at${from}.${until}@example.test`.replaceAll("-", "m");
      return exercise(trusted!, { "issued-at": time(from), "expires-at": time(until), email });
    };
    expect(await readRefusal(at(secondMs, minuteMs))).toBe("403 representatives.not_yet");
    expect(await readRefusal(at(-minuteMs, -secondMs))).toBe("403 representatives.lapsed");
    expect(await readRefusal(at(-secondMs, 60 * minuteMs))).toBe("422 representatives.lasts_too_long");
    expect((await at(0, 60 * minuteMs)).status).toBe(200);
    expect((await at(-minuteMs, 0)).status).toBe(200);
  });

  test("is taken once: sent again it does nothing, and the same wish is no second request", async () => {
    const body = seal(trusted!.key, wish({ email: "once@example.test" }));
    const post = (one: string) => send(ada, "/data-rights-request", one, trusted!.token);
    const { request_id } = await readAnswer<Status>(post(body), 200);
    expect(await readRefusal(post(body))).toBe("409 representatives.taken_before");
    const again = await ask(trusted!, { email: "once@example.test", "issued-at": time(-secondMs) });
    expect(again.request_id).toBe(request_id);
  });

  test("is refused in the protocol's words where the right, or the address, is missing", async () => {
    expect(await readRefusal(exercise(trusted!, { exercise: "sale:opt_in" }))).toBe(
      "400 representatives.right_unknown",
    );
    expect(await readRefusal(exercise(trusted!, { exercise: "constructor" }))).toBe(
      "400 representatives.right_unknown",
    );
    const answer = await exercise(trusted!, { email: undefined });
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.json()).toMatchObject({ code: "422", fatal: true, refusal: "representatives.address_needed" });
  });
});

test("where its word is not relied on, nothing is looked for before the person has agreed by mail", async () => {
  const { request_id, status, reason } = await ask(other!, { email: "eva@example.test" });
  expect([status, reason]).toEqual(["in_progress", "need_user_verification"]);
  expect(await seen(all.bob, request_id)).toMatchObject({ state: "verifying", proof: null, candidates: [] });
  const token = subjectToken(all.world.keyring, request_id);
  await readAnswer(askAnonymously(all.world, "/api/v1/trust/requests/confirm", { token }, "10.9.1.1"), 200);
  expect(await seen(all.bob, request_id)).toMatchObject({ state: "open", proof: "subject_link" });
});

test("an unverified address is asked also where the representative is relied on", async () => {
  const { request_id } = await ask(trusted!, { email: "unsure@example.test", email_verified: false });
  expect(await seen(ada, request_id)).toMatchObject({ state: "verifying", proof: null });
});

test("only who made a request follows it and takes it back, and what was answered stays", async () => {
  const second = await addAgent(ada, true, "AGENT_TWO");
  const { request_id } = await ask(trusted!, { email: "mine@example.test" });
  const path = `/data-rights-request/${request_id}`;
  const revoke = (agent: Agent) =>
    send(ada, path, seal(agent.key, { reason: "They changed their mind" }), agent.token, "DELETE");
  expect(await readRefusal(get(ada, path, second.token))).toBe("403 representatives.not_theirs");
  expect(await readRefusal(revoke(second))).toBe("403 representatives.not_theirs");
  expect(await readRefusal(get(all.bob, path, trusted!.token))).toBe("401 representatives.no_token");
  expect(await readAnswer(revoke(trusted!), 200)).toMatchObject({ status: "revoked" });
  expect(await readAnswer(get(ada, path, trusted!.token), 200)).toMatchObject({ status: "revoked" });
  const answered = await ask(trusted!, { email: "answered@example.test" });
  const json = { outcome: "refused", reply: "Nothing is kept about you." };
  const answer = ada.request(`/api/v1/rights-requests/${answered.request_id}/answer`, { method: "POST", json });
  await readAnswer(answer, 200);
  const late = `/data-rights-request/${answered.request_id}`;
  expect(await readAnswer(get(ada, late, trusted!.token), 200)).toMatchObject({ status: "denied", reason: "other" });
  const tried = send(ada, late, seal(trusted!.key, {}), trusted!.token, "DELETE");
  expect(await readRefusal(tried)).toBe("409 representatives.too_late");
});

test("a token is got by a signed message alone, once by each, and the newest holds", async () => {
  const agent = await addAgent(ada, false, "AGENT_THREE");
  const path = "/agent/AGENT_THREE";
  const setup = seal(agent.key, { ...names, "agent-id": "AGENT_THREE", ...inTime(), nonce: 1 });
  const { token } = await readAnswer<{ token: string }>(send(ada, path, setup), 200);
  expect(await readRefusal(send(ada, path, setup))).toBe("409 representatives.taken_before");
  expect(await readAnswer(get(ada, path, token), 200)).toEqual({});
  expect(await readRefusal(get(ada, path, agent.token))).toBe("401 representatives.no_token");
  expect(await readRefusal(get(ada, "/agent/AGENT_ONE", token))).toBe("403 representatives.other_agent");
  const unknown = seal(agent.key, { ...names, "agent-id": "NOBODY", ...inTime() });
  expect(await readRefusal(send(ada, "/agent/NOBODY", unknown))).toBe("403 representatives.not_signed");
  await readAnswer(ada.request(`/api/v1/representatives/${agent.id}`, { method: "DELETE" }), 204);
  expect(await readRefusal(get(ada, path, token))).toBe("401 representatives.no_token");
});

test("the register is one organization's, and for those who answer requests", async () => {
  const json = { name: "X", agent_code: "X", business_code: "X", verify_key: "AAAA" };
  const add = (fields: object) =>
    ada.request("/api/v1/representatives", { method: "POST", json: { ...json, ...fields } });
  expect(await readRefusal(add({}))).toBe("422 representatives.bad_key");
  expect(await readRefusal(add({ verify_key: Buffer.alloc(32).toString("base64") }))).toBe(
    "422 representatives.bad_key",
  );
  const key = rawKey(generateKeyPairSync("ed25519").publicKey);
  expect(await readRefusal(add({ verify_key: key, agent_code: "AGENT_ONE" }))).toBe("409 representatives.known");
  const removal = all.bob.request(`/api/v1/representatives/${trusted!.id}`, { method: "DELETE" });
  expect(await readRefusal(removal)).toBe("404 request.not_found");
  const mia = await joinOrganization(ada, await signUp(all.world, "Mia"), "editor");
  expect(await readRefusal(mia.request("/api/v1/representatives"))).toBe("403 request.not_allowed");
});
