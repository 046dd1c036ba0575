import { afterAll, beforeAll, expect, test } from "vitest";
import { resolvePolicy } from "../../../egress/policy/resolve-policy.ts";
import { type Policies, policiesPort } from "../../../egress/policy/open-policies.ts";
import { type Providers, providersPort } from "../../../egress/ports.ts";
import { type Register, registerPort } from "../../../egress/processors/open-register.ts";
import { shippedProcessors } from "../../../egress/processors/processor.ts";
import { later, minuteMs } from "../../../framework/clock.ts";
import { filledPort, type Port } from "../../../framework/ports.ts";
import { type FakeModelServer, startFakeModelServer } from "../../../integrations/openai-compatible/fake.ts";
import { signUp, withOrganization } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { openTalkingWorld, type Talker, turnAi } from "../../../testing/deeds/talk.ts";
import { until, type World } from "../../../testing/world.ts";

let world: World;
let vendor: FakeModelServer;
let ada: Talker;
let key: string;
const model = "openai/gpt-5-mini";
const listed = "models.dev 2026-07-02";

beforeAll(async () => {
  [world, vendor] = await Promise.all([
    openTalkingWorld(),
    startFakeModelServer({ models: ["gpt-5-mini"], key: "sk-live" }),
  ]);
  ada = await withOrganization(await signUp(world, "Ada"));
  await turnAi(ada, true);
  const providers = filledPort(world.app.ports, providersPort);
  setPort<Providers>(providersPort, { ...providers, urls: { ...providers.urls, openai: vendor.url } });
  allowOpenAI();
  const scopes = ["generations.write"];
  key = (await post<{ token: string }>("/api-keys", { name: "K", scopes, workspace_ids: [ada.workspaceId] })).token;
  await post("/provider-keys", { name: "O", provider: "openai", key: "sk-live" });
  await post(`/operator/organizations/${ada.organizationId}/grants`, { ledger: "real", amount: 1_000_000_000 });
});
afterAll(async () => {
  await world.close();
  await vendor.close();
});

const post = <T>(path: string, json: object, status = 201) =>
  readAnswer<T>(ada.request(`/api/v1${path}`, { method: "POST", json }), status);

function setPort<T>(port: Port<T>, filling: T): void {
  (world.app.ports as Map<string, unknown>).set(port.name, filling);
}

function allowOpenAI(): void {
  const terms = { trains: false, contract: { reference: "DPA 1", signed_on: "2026-01-01" }, hosts: ["127.0.0.1"] };
  const transfer = { mechanism: "scc" as const, review_by: "2099-01-01" };
  const reviewed_on = world.clock.now().toISOString().slice(0, 10);
  const facts = { ...shippedProcessors["openai"]!, ...terms, transfer, reviewed_on };
  const entry = { name: "openai", facts, effectiveAt: new Date(0) };
  setPort<Register>(registerPort, { read: async () => new Map([["openai", entry]]) });
  const settings = new Map([
    ["ai.locality", { value: "allow_list" }],
    ["ai.providers", { value: ["openai"] }],
  ]);
  const before = filledPort(world.app.ports, policiesPort);
  const policy = resolvePolicy([{ level: "organization", settings }]);
  setPort<Policies>(policiesPort, { ...before, read: async () => policy });
}

type Priced = { id: string; state: string; effective_at: string };
const set = (json: object, status?: number) =>
  post<Priced>("/operator/model-prices", { provider: "openai", name: "gpt-5-mini", ...json }, status);
const states = async () => {
  const { data } = await readAnswer<{ data: Priced[] }>(ada.request("/api/v1/operator/model-prices"), 200);
  return data.map(({ state }) => state);
};
const quote = () => post<{ least: number; most: number }>("/quotes", { model, prompt: "Hello", max_tokens: 100 }, 200);
const priceShown = async () => {
  const { data } = await readAnswer<{ data: { id: string; price: { version: string; tokens_in: number } | null }[] }>(
    ada.request("/api/v1/models"),
    200,
  );
  return data.find(({ id }) => id.endsWith("/gpt-5-mini"))!.price!;
};

/** Asks for an answer of 10 tokens to 7, as the vendor counts. */
function ask(): Promise<Response> {
  return Promise.resolve(
    world.request("/v1/chat/completions", {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ model, max_tokens: 50, messages: [{ role: "user", content: "Hello" }] }),
    }),
  );
}

type Row = { price_version: string; cost_micros: number; tokens_in: number; tokens_out: number };
const lastCall = async () =>
  (
    await world.rows<Row>(
      "select price_version, cost_micros::float8, tokens_in, tokens_out from generations order by created_at desc, id desc limit 1",
    )
  )[0]!;

test("until its first instant the list counts, from it on the operator's price: in quotes, in lists, in what is charged", async () => {
  const from = later(world.clock.now(), minuteMs);
  const before = await quote();
  const made = await set({ tokens_in: 7_000_000_000, tokens_out: 9_000_000_000, effective_at: from.toISOString() });
  expect(made.state).toBe("coming");

  world.clock.advance(minuteMs - 1);
  expect(await quote()).toEqual(before);
  expect(await priceShown()).toMatchObject({ version: listed });
  expect((await ask()).status).toBe(200);
  expect(await lastCall()).toMatchObject({ price_version: listed });

  world.clock.advance(1);
  const version = `operator ${from.toISOString()}`;
  const after = await quote();
  expect(after.most).toBeGreaterThan(100 * 9000);
  expect(after.least).toBeGreaterThan(9000);
  expect(await priceShown()).toMatchObject({ version, tokens_in: 7000 });
  expect((await ask()).status).toBe(200);
  const call = await lastCall();
  expect(call).toMatchObject({ price_version: version, cost_micros: call.tokens_in * 7000 + call.tokens_out * 9000 });
  expect(call.tokens_out).toBeGreaterThan(0);
  expect(await states()).toEqual(["in_effect"]);
});

test("a call that began before a price ends at the price it began at", async () => {
  const { price_version: old } = await lastCall();
  const from = later(world.clock.now(), 1000);
  await set({ tokens_in: 0, tokens_out: 0, effective_at: from.toISOString() });
  const [asked, before] = [vendor.requests.length, world.clock.now()];
  vendor.next({ kind: "answer", words: ["one ", "two ", "three"], paceMs: 100 });
  const answer = ask();
  while (vendor.requests.length === asked) await new Promise((resolve) => setTimeout(resolve, 5));
  world.clock.advance(1000);
  expect((await answer).status).toBe(200);
  expect(world.clock.now().getTime() - before.getTime()).toBe(1000);
  const call = await lastCall();
  expect(call.price_version).toBe(old);
  expect(call.cost_micros).toBe(call.tokens_in * 7000 + call.tokens_out * 9000);
  world.clock.advance(1);
  await ask();
  expect(await lastCall()).toMatchObject({ cost_micros: 0, price_version: `operator ${from.toISOString()}` });
});

test("what is coming can be withdrawn, what is in effect cannot, and the list can count again", async () => {
  const coming = await set({ tokens_in: 5, tokens_out: 5, effective_at: later(world.clock.now(), 1000).toISOString() });
  const remove = (id: string) => ada.request(`/api/v1/operator/model-prices/${id}`, { method: "DELETE" });
  await readAnswer(remove(coming.id), 204);
  const now = await set({ tokens_in: 6, tokens_out: 6 });
  expect(now.state).toBe("in_effect");
  expect(await readRefusal(remove(now.id))).toBe("409 models.price_in_effect");
  world.clock.advance(1);
  await set({});
  expect(await priceShown()).toMatchObject({ version: listed });
  expect((await states())[0]).toBe("in_effect");
});

test("a price in the past, half a price and a model of no provider are refused, and nobody but the operator sets any", async () => {
  const past = later(world.clock.now(), -1).toISOString();
  await set({ tokens_in: 1, tokens_out: 1, effective_at: past }, 422);
  await set({ tokens_in: 1 }, 422);
  await set({ image: 1 }, 422);
  await set({ provider: "self-hosted", tokens_in: 1, tokens_out: 1 }, 422);
  await set({ name: "a model's name", tokens_in: 1, tokens_out: 1 }, 422);
  const bob = await withOrganization(await signUp(world, "Bob"));
  const asked = { method: "POST", json: { provider: "openai", name: "gpt-5-mini" } };
  expect(await readRefusal(bob.request("/api/v1/operator/model-prices", asked))).toBe("403 request.not_allowed");
});

test("after all of it every call and its entries agree, to the micro-credit", async () => {
  const worker = await world.work();
  type Check = { ledger: string; calls: number; calls_off: number; sums_off: number };
  const check = async () => {
    const { checks } = await readAnswer<{ checks: Check[] }>(ada.request("/api/v1/wallet/reconciliation"), 200);
    return checks.find(({ ledger }) => ledger === "real");
  };
  expect(await until(check)).toMatchObject({ calls: 3, calls_off: 0, sums_off: 0 });
  await worker.stop(0);
});
