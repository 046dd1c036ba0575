import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyWebhook, WebhookRefused } from "../../../../client/src/verify-webhook.ts";
import { type PersonWithOrganization, signUp, untilIdle, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { receiveWebhooks, type Receiver } from "../../testing/stand-ins/receive-webhooks.ts";
import { openWorld, until, type World } from "../../testing/world.ts";

type Endpoint = { id: string; secret: string; public_key: string | null };
type Told = { type: string; data: { contact_id: string; contact?: { name: string; identities: { value: string }[] } } };

let world: World;
let receiver: Receiver;
let ada: PersonWithOrganization;
beforeAll(async () => {
  [world, receiver] = await Promise.all([openWorld(), receiveWebhooks()]);
  await world.work();
  ada = await withOrganization(await signUp(world, "Ada"));
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});

const send = <T>(method: string, path: string, json: object, status: number) =>
  readAnswer<T>(ada.request(`/api/v1${path}`, { method, json }), status);
const wanted = () => ({ url: receiver.url, events: ["contact.created", "contact.updated"] });
const choose = (value: "none" | "included") =>
  send("PATCH", "/policy", { values: { "webhooks.personal_data": value } }, 200);
const makeContact = (name: string) =>
  send<{ id: string }>(
    "POST",
    "/contacts",
    { name, identities: [{ kind: "email", value: `${name.toLowerCase()}@example.com` }] },
    201,
  );
async function toldOf(contactId: string): Promise<Told> {
  const bodies = () => receiver.received.map(({ body }) => JSON.parse(body) as Told);
  await until(() => bodies().some(({ data }) => data.contact_id === contactId));
  return bodies().findLast(({ data }) => data.contact_id === contactId)!;
}

test("personal data goes to an endpoint only where the policy allows it and the endpoint asks for it", async () => {
  const json = { ...wanted(), payload: "full" };
  const refused = ada.request("/api/v1/webhook-endpoints", { method: "POST", json });
  expect(await readRefusal(refused)).toBe("422 webhooks.personal_data_refused");
  await choose("included");
  const { id } = await send<Endpoint>("POST", "/webhook-endpoints", json, 201);
  const full = await toldOf((await makeContact("Carla")).id);
  expect(full.data.contact).toMatchObject({
    name: "Carla",
    identities: [{ kind: "email", value: "carla@example.com" }],
  });
  await send("PATCH", `/webhook-endpoints/${id}`, { payload: "thin" }, 200);
  expect((await toldOf((await makeContact("Dora")).id)).data).not.toHaveProperty("contact");
  await send("PATCH", `/webhook-endpoints/${id}`, { payload: "full" }, 200);
  await choose("none");
  expect((await toldOf((await makeContact("Emil")).id)).data).not.toHaveProperty("contact");
  await choose("included");
});

test("of a contact whose use is restricted only the id is told", async () => {
  const { id } = await makeContact("Gerda");
  expect((await toldOf(id)).data.contact?.name).toBe("Gerda");
  await send("POST", `/contacts/${id}/locks`, { kind: "restriction" }, 201);
  const before = receiver.received.length;
  await send("PATCH", `/contacts/${id}`, { name: "Gerda B." }, 200);
  await until(() => receiver.received.length > before);
  expect((await toldOf(id)).data).not.toHaveProperty("contact");
});

test("what was told of a contact is sealed for them, and gone when they are erased", async () => {
  const { id } = await makeContact("Frida");
  expect((await toldOf(id)).data.contact?.name).toBe("Frida");
  await untilIdle(world, "deliveries");
  const kept =
    "select d.contact_id from deliveries d join delivery_attempts a on a.delivery_id = d.id where d.contact_id = $1 and a.trace is not null";
  await until(async () => (await world.rows(kept, [id])).length === 1);
  const asked = await send<{ receipt_token: string }>(
    "POST",
    "/contact-requests",
    { contact_id: id, kind: "erase", immediately: true },
    201,
  );
  const receipt = () => world.request(`/api/v1/receipts/${asked.receipt_token}`);
  await until(async () => (world.clock.advance(50), (await receipt()).ok));
  expect(await world.rows(kept, [id])).toEqual([]);
});

test("an endpoint with a key pair is signed for both ways, and whoever has the public half signs nothing", async () => {
  const before = receiver.received.length;
  const made = await send<Endpoint>("POST", "/webhook-endpoints", { ...wanted(), asymmetric: true }, 201);
  expect(made.public_key).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/);
  await send("POST", `/webhook-endpoints/${made.id}/test`, {}, 202);
  await until(() => receiver.received.length > before);
  const { body, headers } = receiver.received.at(-1)!;
  const now = world.clock.now();
  const said = new Headers(headers as Record<string, string>);
  expect(said.get("webhook-signature")).toMatch(/^v1,\S+ v1a,\S+$/);
  expect(new Webhook(made.secret).verify(body, headers as Record<string, string>)).toHaveProperty("type");
  expect(await verifyWebhook(made.public_key!, said, body, now)).toHaveProperty("type", "webhook_endpoint.test");
  expect(await verifyWebhook(made.secret, said, body, now)).toHaveProperty("type", "webhook_endpoint.test");
  await expect(verifyWebhook(made.public_key!, said, `${body} `, now)).rejects.toThrow(WebhookRefused);
  const off = await send<Endpoint>("PATCH", `/webhook-endpoints/${made.id}`, { asymmetric: false }, 200);
  expect(off.public_key).toBeNull();
  const on = await send<Endpoint>("PATCH", `/webhook-endpoints/${made.id}`, { asymmetric: true }, 200);
  expect(on.public_key).not.toBe(made.public_key);
});
