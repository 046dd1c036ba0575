import { afterEach, beforeEach, expect, test } from "vitest";
import { dayMs, hourMs, minuteMs } from "../../framework/clock.ts";
import type { FakeModelServer } from "../../integrations/openai-compatible/fake.ts";
import { joinOrganization, makeApiKey } from "../../testing/deeds/join-organization.ts";
import { signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { startWorkerProcess } from "../../testing/processes/start-worker-process.ts";
import { makeAgent, openAnsweringWorld, type Talker, turnAi } from "../../testing/deeds/talk.ts";
import { until, type World } from "../../testing/world.ts";

let world: World;
let fake: FakeModelServer;
let ada: Talker;
let model: string;
beforeEach(async () => {
  ({ world, fake, ada } = await openAnsweringWorld());
  ({ model } = await makeAgent(ada, fake));
});
afterEach(async () => {
  await world.close();
  await fake.close();
});

type Seen = {
  id: string;
  state: string;
  result: { text: string } | null;
  error: { code: string } | null;
  call: { tokens_out: number; surface: string } | null;
};
const path = "/api/v1/generations";
const messages = [{ role: "user", content: "Secret words" }];
const queue = (more: object = {}) => ada.request(path, { method: "POST", json: { model, messages, ...more } });
const queued = (more?: object) => readAnswer<Seen>(queue(more), 202);
const read = ({ id }: Seen, person = ada) => readAnswer<Seen>(person.request(`${path}/${id}`), 200);
const stop = ({ id }: Seen) => readAnswer<Seen>(ada.request(`${path}/${id}/stop`, { method: "POST", json: {} }), 200);
const untilOver = (one: Seen) =>
  until(async () => {
    const seen = await read(one);
    return !["queued", "running"].includes(seen.state) && seen;
  });
const asked = () => fake.requests.filter(({ path: at }) => at.endsWith("/chat/completions")).length;

test("one that is asked for without waiting is made, and its answer is sealed until it is fetched", async () => {
  const one = await queued({ instructions: "Be brief." });
  expect(one).toMatchObject({ state: "queued", result: null });
  const [waiting] = await world.rows<{ wanted: Buffer }>("select wanted from queued_generations");
  expect(waiting!.wanted.includes("Secret")).toBe(false);
  await world.work();
  expect(await untilOver(one)).toMatchObject({
    state: "completed",
    result: { text: "Echo: Secret words", finish_reason: "stop" },
    call: { surface: "rest", tokens_out: 3 },
  });
  const [kept] = await world.rows<{ wanted: null; result: Buffer }>("select wanted, result from queued_generations");
  expect(kept!.wanted).toBeNull();
  expect(kept!.result.includes("Secret")).toBe(false);
});

test("an answer goes an hour after it was fetched, and until then can be fetched again; its record stays", async () => {
  const one = await queued();
  await world.work();
  const { result } = await untilOver(one);
  world.clock.advance(hourMs / 2);
  expect((await read(one)).result).toEqual(result);
  const [{ discard_at: until_ }] = (await world.rows<{ discard_at: Date }>(
    "select discard_at from queued_generations",
  )) as [{ discard_at: Date }];
  expect(until_.getTime()).toBe(world.clock.now().getTime() + hourMs / 2);
  world.clock.advance(dayMs);
  await until(async () => (await world.rows("select 1 from queued_generations")).length === 0);
  expect(await read(one)).toMatchObject({ state: "completed", result: null, call: { surface: "rest" } });
});

test("a scheduled one is sent when it is due, not before", async () => {
  const at = new Date(world.clock.now().getTime() + hourMs).toISOString();
  const one = await queued({ run_at: at });
  await world.work();
  const prompt = await queued();
  await untilOver(prompt);
  expect([(await read(one)).state, asked()]).toEqual(["queued", 1]);
  world.clock.advance(hourMs);
  expect(await untilOver(one)).toMatchObject({ state: "completed", call: { surface: "schedule" } });
  const late = new Date(world.clock.now().getTime() + 400 * dayMs).toISOString();
  expect(await readRefusal(queue({ run_at: late }))).toBe("422 generations.too_far_ahead");
});

test("policy, switches and rights count as they are when it runs", async () => {
  const mia = await joinOrganization(ada, await signUp(world, "Mia"), "author");
  const run_at = new Date(world.clock.now().getTime() + hourMs).toISOString();
  const json = { model, messages, run_at };
  const hers = await readAnswer<Seen>(mia.request(path, { method: "POST", json }), 202);
  const one = await queued({ run_at });
  await world.rows("update memberships set role = 'auditor' where user_id = $1", [mia.userId]);
  await turnAi(ada, false);
  await world.work();
  world.clock.advance(hourMs);
  expect(await untilOver(one)).toMatchObject({ state: "failed", error: { code: "egress.ai_off" }, call: null });
  await until(async () => (await read(hers, mia)).error?.code === "request.not_allowed");
  expect(asked()).toBe(0);
  expect(await readRefusal(queue())).toBe("409 egress.ai_off");
});

test("what an API key asked for is made only while the key works", async () => {
  const makeKey = () => makeApiKey(ada, { scopes: ["generations.write"], workspace_ids: [ada.workspaceId] });
  const run_at = new Date(world.clock.now().getTime() + hourMs).toISOString();
  const [kept, revoked] = await Promise.all([makeKey(), makeKey()]);
  const [hers, gone] = await Promise.all(
    [kept, revoked].map(({ token }) => {
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const body = JSON.stringify({ model, messages, run_at });
      return readAnswer<Seen>(world.request(path, { method: "POST", headers, body }), 202);
    }),
  );
  expect((await ada.request(`/api/v1/api-keys/${revoked.id}`, { method: "DELETE" })).status).toBe(204);
  await world.work();
  world.clock.advance(hourMs);
  expect(await untilOver(gone!)).toMatchObject({
    state: "failed",
    error: { code: "request.not_allowed" },
    call: null,
  });
  expect(await untilOver(hers!)).toMatchObject({ state: "completed" });
  expect(asked()).toBe(1);
});

test("one that is stopped while it waits is never sent, and one under way ends within a second", async () => {
  const waiting = await queued();
  expect((await stop(waiting)).state).toBe("stopped");
  await world.work();
  fake.next({ kind: "hang" });
  const running = await queued();
  await until(() => fake.open === 1);
  const start = performance.now();
  expect((await stop(running)).state).toBe("stopped");
  await until(() => fake.open === 0);
  expect(performance.now() - start).toBeLessThan(1000);
  expect(asked()).toBe(1);
  expect((await stop(running)).state).toBe("stopped");
});

test("one whose worker was killed after it may have been sent is settled as interrupted, and not sent again", async () => {
  const doomed = await startWorkerProcess(world);
  fake.next({ kind: "hang" });
  const one = await queued();
  await until(() => asked() === 1);
  await doomed.kill();
  world.clock.advance(minuteMs);
  await Promise.all([world.work(), world.work()]);
  expect(await untilOver(one)).toMatchObject({ state: "interrupted", result: null });
  await until(async () => (await world.rows("select 1 from jobs where queue = 'generations.run'")).length === 0);
  expect(await world.rows("select state from generations")).toEqual([{ state: "interrupted" }]);
  expect(asked()).toBe(1);
});

test("one whose worker was killed before it was sent is sent by the next", async () => {
  const one = await queued();
  await world.rows("update queued_generations set state = 'running' returning generation_id");
  await world.work();
  expect(await untilOver(one)).toMatchObject({ state: "completed" });
  expect(asked()).toBe(1);
});

test("what a provider fails with is told; a model that is not there is refused at once", async () => {
  fake.next({ kind: "status", status: 500 });
  const one = await queued();
  await world.work();
  expect(await untilOver(one)).toMatchObject({ state: "failed", error: { code: "provider.failed" } });
  expect(await readRefusal(queue({ model: "auto:nowhere" }))).toBe("404 models.not_connected");
});

test("nobody else gets the answer: colleagues see the record, other organizations nothing", async () => {
  const one = await queued();
  await world.work();
  await untilOver(one);
  const mia = await joinOrganization(ada, await signUp(world, "Mia"), "owner");
  expect(await read(one, mia)).toMatchObject({ state: "completed", result: null, call: { tokens_out: 3 } });
  expect(await readRefusal(mia.request(`${path}/${one.id}/stop`, { method: "POST", json: {} }))).toBe(
    "404 request.not_found",
  );
  const bob = await withOrganization(await signUp(world, "Bob"));
  expect(await readRefusal(bob.request(`${path}/${one.id}`))).toBe("404 request.not_found");
  const { token } = await makeApiKey(ada, { scopes: ["generations.read"], workspace_ids: [ada.workspaceId] });
  const refused = world.request(path, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ model, messages }),
  });
  expect(await readRefusal(refused)).toBe("403 request.not_allowed");
});
