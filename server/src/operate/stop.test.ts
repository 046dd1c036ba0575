import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FakeModelServer, startFakeModelServer } from "../integrations/openai-compatible/fake.ts";
import { becomeOwner, type RemotePerson } from "../testing/processes/ask-avow.ts";
import { openProxy } from "../testing/stand-ins/open-proxy.ts";
import { openDeployment, startAvow, type TestDeployment } from "../testing/processes/start-avow.ts";
import { makeAgent, openWindow, say, type SeenAgent, startConversation, untilOver } from "../testing/deeds/talk.ts";
import { until } from "../testing/world.ts";

/** Ten seconds of grace, and what a busy machine adds. */
const inTimeMs = 20_000;

let deployment: TestDeployment;
let fake: FakeModelServer;
let owner: RemotePerson;
let agent: SeenAgent;
const env = { AVOW_ALLOW_LOOPBACK_MODELS: "1" };
beforeAll(async () => {
  [deployment, fake] = await Promise.all([openDeployment(), startFakeModelServer()]);
  const web = deployment.start("web", env);
  owner = await becomeOwner(await web.origin(), await web.ownerToken());
  agent = await makeAgent(owner, fake);
});
afterAll(async () => {
  await deployment.close();
  await fake.close();
});

const clean = { code: 0, signal: null };

/** Sends a request in two parts; the second when told. */
function openSlowRequest(origin: string) {
  const body = JSON.stringify({ email: "nobody@example.test", password: "not the right one" });
  const socket = connect(Number(new URL(origin).port), "127.0.0.1");
  let got = "";
  socket.on("data", (chunk) => (got += chunk.toString()));
  const over = new Promise<string>((resolve, reject) => socket.on("error", reject).on("close", () => resolve(got)));
  const head = ["POST /api/v1/sessions HTTP/1.1", "host: localhost", "content-type: application/json", "avow-csrf: 1"];
  socket.write([...head, `content-length: ${body.length}`, "", body.slice(0, 20)].join("\r\n"));
  return { goOn: () => void socket.write(body.slice(20)), over };
}

test("a request that is under way is answered; then the process ends with 0, and takes no new one meanwhile", async () => {
  const web = deployment.start("web", env);
  const origin = await web.origin();
  const slow = openSlowRequest(origin);
  await sleep(300);
  const started = performance.now();
  web.child.kill("SIGTERM");
  await until(() =>
    fetch(`${origin}/healthz`).then(
      () => false,
      () => true,
    ),
  );
  expect(web.child.exitCode).toBeNull();
  slow.goOn();
  expect(await slow.over).toMatch(/^HTTP\/1\.1 401 /);
  expect(await web.ended).toEqual(clean);
  expect(performance.now() - started).toBeLessThan(inTimeMs / 2);
});

test("whoever keeps a connection open without asking anything keeps nothing from ending, and a follower is let go at once", async () => {
  const web = deployment.start("web", env);
  const origin = await web.origin();
  const window = await openWindow(owner.at(origin), await startConversation(owner, agent));
  const idle = connect(Number(new URL(origin).port), "127.0.0.1").on("error", () => undefined);
  await sleep(200);
  const started = performance.now();
  expect(await web.stop()).toEqual(clean);
  expect(performance.now() - started).toBeLessThan(inTimeMs / 3);
  await until(() => window.isOver());
  idle.destroy();
  await window.close();
});

test("a job that can end in time ends", async () => {
  const worker = deployment.start("worker", env);
  await worker.origin();
  const words = Array.from({ length: 15 }, (_, i) => `word-${i} `);
  fake.next({ kind: "answer", words, paceMs: 200 });
  const { reply } = await say(owner, await startConversation(owner, agent), "Tell me");
  await until(() => fake.open > 0);
  expect(await worker.stop()).toEqual(clean);
  expect(await untilOver(owner, reply)).toMatchObject({ state: "complete", text: words.join("") });
});

test("a job that cannot is given back: another worker has it within two seconds, not after its lease", async () => {
  const [first, second] = [deployment.start("worker", env), deployment.start("worker", env)];
  await Promise.all([first.origin(), second.origin()]);
  fake.next({ kind: "hang" });
  const { reply } = await say(owner, await startConversation(owner, agent), "Hang");
  await until(() => fake.open > 0);
  const [{ worker: holder } = { worker: "" }] = await deployment.rows<{ worker: string }>(
    "select worker from jobs where state = 'leased' and queue like '%answer%'",
  );
  const isFirst = holder.includes(`-${first.child.pid}-`);
  const [holding, other] = isFirst ? [first, second] : [second, first];
  const started = performance.now();
  expect(await holding.stop()).toEqual(clean);
  expect(performance.now() - started).toBeLessThan(inTimeMs);
  expect(await untilOver(owner, reply, 4000)).toMatchObject({ state: "complete", text: "Echo: Hang" });
  await other.stop();
});

test("being asked to stop again and again changes nothing", async () => {
  const avow = deployment.start("all", env);
  await avow.origin();
  for (const signal of ["SIGTERM", "SIGINT", "SIGTERM"] as const) avow.child.kill(signal);
  expect(await avow.stop()).toEqual(clean);
});

test("a start that is asked to stop, at any moment, ends cleanly and leaves nothing leased", async () => {
  for (const afterMs of [600, 900, 1200, 1500]) {
    const avow = deployment.start("all", env);
    await sleep(afterMs);
    const started = performance.now();
    const end = await avow.stop();
    // Before the program runs at all there is nobody to ask.
    expect([clean, { code: null, signal: "SIGTERM" }]).toContainEqual(end);
    expect(performance.now() - started).toBeLessThan(inTimeMs);
  }
  expect(await deployment.rows("select 1 from jobs where state = 'leased'")).toEqual([]);
});

test("a start that waits for the database longer than it is given ends, too", async () => {
  const proxy = await openProxy(deployment.databaseUrl);
  proxy.silence();
  const avow = startAvow({ ...deployment.env, DATABASE_URL: proxy.url });
  await sleep(1500);
  const started = performance.now();
  expect((await avow.stop()).signal).not.toBe("SIGKILL");
  expect(performance.now() - started).toBeLessThan(inTimeMs);
  await proxy.close();
});
