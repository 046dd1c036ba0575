import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type FakeModelServer, startFakeModelServer } from "../integrations/openai-compatible/fake.ts";
import { becomeOwner, ownerEmail, type RemotePerson } from "../testing/processes/ask-avow.ts";
import { openProxy, type Proxy } from "../testing/stand-ins/open-proxy.ts";
import { type Avow, openDeployment, type TestDeployment } from "../testing/processes/start-avow.ts";
import { makeAgent, openWindow, say, type SeenAgent, startConversation, untilOver } from "../testing/deeds/talk.ts";
import { until } from "../testing/world.ts";

/** How long the database is away. `AVOW_TEST_OUTAGE_S=30` is what an operator may meet. */
const outageMs = Number(process.env["AVOW_TEST_OUTAGE_S"] ?? 8) * 1000;
const answerWithinMs = 5000;
const recoverWithinMs = 60_000;

let deployment: TestDeployment;
let proxy: Proxy;
let fake: FakeModelServer;
let web: Avow;
let worker: Avow;
let owner: RemotePerson;
let agent: SeenAgent;
beforeAll(async () => {
  [deployment, fake] = await Promise.all([openDeployment(), startFakeModelServer()]);
  proxy = await openProxy(deployment.databaseUrl);
  const env = { DATABASE_URL: proxy.url, AVOW_ALLOW_LOOPBACK_MODELS: "1" };
  [web, worker] = [deployment.start("web", env), deployment.start("worker", env)];
  owner = await becomeOwner(await web.origin(), await web.ownerToken());
  await worker.origin();
  agent = await makeAgent(owner, fake);
});
afterAll(async () => {
  await Promise.all([web.stop("SIGKILL"), worker.stop("SIGKILL")]);
  await proxy.close();
  await deployment.close();
  await fake.close();
});

afterEach(() => proxy.open());

const statusAt = async (avow: Avow, path: string) => (await fetch(`${await avow.origin()}${path}`)).status;
const countOf = async (name: string) =>
  (await deployment.rows<{ n: number }>(`select count(*)::int as n from ${name}`))[0]!.n;
const countAll = async () =>
  Object.fromEntries(
    await Promise.all(
      ["organizations", "workspaces", "conversations", "messages"].map(async (t) => [t, await countOf(t)]),
    ),
  ) as Record<string, number>;

const organization = (name: string, key: string) => ({
  method: "POST",
  json: { name },
  headers: { "idempotency-key": key },
});

/** Asks, and tells what came of it and whether it came in time. */
async function ask(path: string, init = {}) {
  const started = performance.now();
  const answer = await owner.request(`/api/v1${path}`, init);
  const problem = (await answer.json()) as Record<string, unknown>;
  const { status, headers } = answer;
  return {
    status,
    problem,
    retryAfter: headers.get("retry-after"),
    isInTime: performance.now() - started < answerWithinMs,
  };
}

const unavailable = {
  status: 503,
  problem: {
    status: 503,
    code: "request.unavailable",
    retryable: true,
    help: expect.stringMatching(/try again/i) as string,
  },
  retryAfter: expect.stringMatching(/^[1-9]\d*$/) as string,
  isInTime: true,
};

describe.each([
  ["refuses every connection", () => proxy.refuse()],
  ["says nothing any more", () => proxy.silence()],
])(`a database that %s for ${outageMs / 1000} s`, (how, goAway) => {
  test("is answered for at once, leaves nothing half-written, and is taken up again without a restart", {
    timeout: outageMs * 3 + 120_000,
  }, async () => {
    const conversation = await startConversation(owner, agent);
    const window = await openWindow(owner, conversation);
    fake.next({ kind: "answer", words: Array.from({ length: 40 }, (_, i) => `word-${i} `), paceMs: 200 });
    const { reply } = await say(owner, conversation, "Go on while it is away");
    await until(() => window.events.some(({ event }) => event === "delta"));
    const before = await countAll();

    goAway();
    const backAt = performance.now() + outageMs;
    do {
      const answers = await Promise.all([
        ask("/me"),
        ask("/agents"),
        ask("/sessions", { method: "POST", json: { email: ownerEmail, password: "not this one" } }),
        ask("/organizations", organization(how, how)),
        ask(`/conversations/${conversation.id}/messages`, { method: "POST", json: { text: "never" } }),
      ]);
      for (const answer of answers) expect(answer).toMatchObject(unavailable);
      const health = await Promise.all(
        [web, worker].flatMap((avow) => [statusAt(avow, "/healthz"), statusAt(avow, "/readyz")]),
      );
      expect(health).toEqual([200, 503, 200, 503]);
      await sleep(500); // who hurries is told to wait
    } while (performance.now() < backAt);
    expect(await countAll()).toEqual(before);
    await proxy.open();

    await until(
      async () => (await statusAt(web, "/readyz")) === 200 && (await statusAt(worker, "/readyz")) === 200,
      recoverWithinMs,
    );
    const made = await until(async () => {
      const answer = await ask("/organizations", organization(how, how));
      return answer.status === 201 && answer.problem;
    }, recoverWithinMs);
    expect(await ask("/organizations", organization(how, how))).toMatchObject({
      status: 201,
      problem: { id: made["id"] },
    });
    expect(await countOf("organizations")).toBe(before["organizations"]! + 1);

    // The window goes on where it was, or comes back to there; and the answer ends, one way or the other.
    const back = window.isOver() ? await openWindow(owner, conversation, window.lastEventId()) : window;
    const seen = await until(
      () => ["complete", "failed"].includes(back.messages.get(reply.id)?.state ?? "") && back.messages.get(reply.id),
      recoverWithinMs,
    );
    expect(await untilOver(owner, reply)).toMatchObject({ state: seen.state, text: seen.text });
    const next = await say(owner, conversation, "And now?");
    await back.message(next.reply.id, "complete", recoverWithinMs);
    expect(await untilOver(owner, next.reply)).toMatchObject({ text: "Echo: And now?" });
    await Promise.all([back.close(), window.close()]);
    for (const avow of [web, worker]) expect(avow.child.exitCode).toBeNull();
  });
});

test("what an outage wrote to the log names no person and no password", async () => {
  for (const avow of [web, worker]) {
    expect(avow.said()).not.toContain(ownerEmail);
    expect(avow.said()).not.toContain(new URL(deployment.databaseUrl).password);
  }
  await until(async () => (await owner.request("/api/v1/me")).status === 200);
});
