import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { later, minuteMs } from "../../framework/clock.ts";
import { openTwoTenants, type TwoTenants } from "../../testing/open-two-tenants.ts";
import type { PersonWithOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { answer, type Receiver, receiveWebhooks } from "../../testing/stand-ins/receive-webhooks.ts";
import { until } from "../../testing/world.ts";

type Agent = { id: string; of: PersonWithOrganization; key: KeyObject; token: string };
type Status = { request_id: string; agent_request_id?: string; status: string; reason?: string };
const names = { "agent-id": "AGENT_ONE", "business-id": "SHOP", "drp.version": "1.0" };

let all: TwoTenants;
let receiver: Receiver;
let [ofAda, ofBob]: Agent[] = [];
beforeAll(async () => {
  all = await openTwoTenants();
  receiver = await receiveWebhooks();
  [ofAda, ofBob] = [await addAgent(all.ada), await addAgent(all.bob)];
});
afterAll(async () => {
  await all.world.close();
  await receiver.close();
});

function seal(key: KeyObject, message: object): string {
  const text = Buffer.from(JSON.stringify(message));
  return Buffer.concat([sign(null, text, key), text]).toString("base64");
}
const inTime = () => {
  const at = all.world.clock.now();
  return { "issued-at": at.toISOString(), "expires-at": later(at, 10 * minuteMs).toISOString() };
};
let ips = 0;
function send(of: PersonWithOrganization, path: string, body: string, token = "", method = "POST") {
  const headers = { "content-type": "text/plain", authorization: `Bearer ${token}` };
  const ip = `10.8.0.${++ips}`;
  return all.world.request(`/api/v1/drp/${of.organizationId}/v1${path}`, { method, headers, body, ip });
}

async function addAgent(of: PersonWithOrganization): Promise<Agent> {
  const { publicKey, privateKey: key } = generateKeyPairSync("ed25519");
  const verify_key = publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("base64");
  const json = { name: "Consumer help", agent_code: "AGENT_ONE", business_code: "SHOP", verify_key, vouches: true };
  const made = of.request("/api/v1/representatives", { method: "POST", json });
  const { id } = await readAnswer<{ id: string }>(made, 201);
  const setup = send(of, "/agent/AGENT_ONE", seal(key, { ...names, ...inTime() }));
  return { id, of, key, token: (await readAnswer<{ token: string }>(setup, 200)).token };
}

let people = 0;
const ask = ({ of, key, token }: Agent, status_callback: unknown, fields: object = {}) => {
  const person = {
    email: `carla${++people}@example.test`,
    email_verified: true,
    "agent-request-id": `their-${people}`,
  };
  const wish = { ...names, ...inTime(), exercise: "access", regime: "gdpr", status_callback, ...person, ...fields };
  return readAnswer<Status>(send(of, "/data-rights-request", seal(key, wish), token), 200);
};
const refuse = (of: PersonWithOrganization, id: string) =>
  readAnswer(
    of.request(`/api/v1/rights-requests/${id}/answer`, {
      method: "POST",
      json: { outcome: "refused", reply: "Nothing is kept about you." },
    }),
    200,
  );
const toldOf = (id: string) =>
  receiver.received.map(({ body }) => JSON.parse(body) as Status).filter(({ request_id }) => request_id === id);
const ended = (id: string, count = 1) =>
  until(async () => {
    const sql = "select state, reason, holder, payload from deliveries where about = $1 and ended_at is not null";
    const rows = await all.world.rows<{ state: string; reason: string | null; holder: string; payload: Buffer | null }>(
      `${sql} order by position`,
      [id],
    );
    return rows.length >= count && rows;
  });

test("an agent that named an address is told there when its request is put off and when it is answered, each once", async () => {
  const { request_id } = await ask(ofAda!, `${receiver.url}/status?token=theirs`);
  const reason = "The archive has to be searched by hand.";
  const extend = `/api/v1/rights-requests/${request_id}/extend`;
  await readAnswer(all.ada.request(extend, { method: "POST", json: { reason } }), 200);
  await ended(request_id);
  await refuse(all.ada, request_id);
  const deliveries = await ended(request_id, 2);
  expect(deliveries.map(({ state, holder }) => [state, holder])).toEqual([
    ["succeeded", all.ada.organizationId],
    ["succeeded", all.ada.organizationId],
  ]);
  expect(toldOf(request_id)).toMatchObject([
    { status: "in_progress", processing_details: reason, agent_request_id: "their-1" },
    { status: "denied", reason: "other" },
  ]);
  expect(toldOf(request_id)[1]).not.toHaveProperty("email");
  expect(receiver.received[0]!.path).toBe("/status?token=theirs");
  expect(deliveries.every(({ payload }) => payload === null)).toBe(true);
  expect(all.world.logLines.join("")).not.toContain("token=theirs");
});

test("what it takes back itself is told as well, and an agent that named no address, or none that is one, is told nothing", async () => {
  const { request_id } = await ask(ofBob!, `${receiver.url}/status`);
  const path = `/data-rights-request/${request_id}`;
  await readAnswer(send(all.bob, path, seal(ofBob!.key, {}), ofBob!.token, "DELETE"), 200);
  await ended(request_id);
  expect(toldOf(request_id)).toMatchObject([{ status: "revoked" }]);
  for (const address of [undefined, null, "", "javascript:alert(1)", "file:///etc/passwd", 7, "x".repeat(3000)]) {
    const silent = await ask(ofBob!, address);
    await refuse(all.bob, silent.request_id);
    expect(await all.world.rows("select 1 from deliveries where about = $1", [silent.request_id])).toEqual([]);
  }
});

test("an address inside the network is never called, and the request is taken all the same", async () => {
  const { request_id } = await ask(ofAda!, "http://169.254.169.254/latest/meta-data");
  await refuse(all.ada, request_id);
  expect(await ended(request_id)).toMatchObject([{ state: "failed", reason: "delivery.destination_refused" }]);
});

test("a failing address is tried again, an older state gives way to a newer one, and a representative that was removed is told nothing", async () => {
  receiver.next(answer(500));
  const { request_id } = await ask(ofAda!, `${receiver.url}/late`);
  const extend = `/api/v1/rights-requests/${request_id}/extend`;
  const json = { reason: "The archive has to be searched by hand." };
  await readAnswer(all.ada.request(extend, { method: "POST", json }), 200);
  await until(async () => {
    const sql = "select 1 from deliveries where about = $1 and state = 'retry_wait'";
    return (await all.world.rows(sql, [request_id])).length > 0;
  });
  await refuse(all.ada, request_id);
  await until(
    async () => (await all.world.rows("select 1 from deliveries where about = $1", [request_id])).length === 2,
  );
  all.world.clock.advance(minuteMs);
  expect(await ended(request_id, 2)).toMatchObject([
    { state: "canceled", reason: "representatives.status_outdated" },
    { state: "succeeded" },
  ]);
  expect(toldOf(request_id).at(-1)).toMatchObject({ status: "denied" });
  const last = await ask(ofAda!, `${receiver.url}/gone`);
  await all.world.rows("delete from representatives where id = $1", [ofAda!.id]);
  await refuse(all.ada, last.request_id);
  expect(await ended(last.request_id)).toMatchObject([{ state: "canceled", reason: "representatives.removed" }]);
});
