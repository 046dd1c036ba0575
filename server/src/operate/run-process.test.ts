import { createServer } from "node:net";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FakeModelServer, startFakeModelServer } from "../integrations/openai-compatible/fake.ts";
import { askAt, becomeOwner, ownerEmail, type RemotePerson, signUpForm } from "../testing/processes/ask-avow.ts";
import { readAnswer } from "../testing/read-answer.ts";
import {
  type Avow,
  findFreePort,
  openDeployment,
  startAvow,
  type TestDeployment,
} from "../testing/processes/start-avow.ts";
import { makeAgent, openWindow, say, startConversation, untilOver } from "../testing/deeds/talk.ts";
import { until } from "../testing/world.ts";

const statusAt = async (origin: string, path: string) => (await fetch(`${origin}${path}`)).status;
const isReady = async (origin: string) => (await statusAt(origin, "/readyz")) === 200;

describe("what cannot start says why, and what to do", () => {
  const start = async (env: Record<string, string>, ...args: string[]) => {
    const avow = startAvow(env, ...args);
    const { code } = await avow.ended;
    return { code, said: avow.said().trim() };
  };

  test("an unknown argument", async () => {
    const { code, said } = await start({}, "--rolle", "web");
    expect(code).toBe(1);
    expect(said).toBe(
      "Avow does not know --rolle. It takes --role web|worker|all; the rest is set by environment variables.",
    );
  });

  test("a database that nobody answers for, without its password in the message", async () => {
    const port = await findFreePort();
    const { code, said } = await start({ DATABASE_URL: `postgres://avow:hush-hush@127.0.0.1:${port}/avow` });
    expect(code).toBe(1);
    expect(said).toMatch(/^PostgreSQL at 127\.0\.0\.1:\d+ does not let Avow in \(ECONNREFUSED\)\..*DATABASE_URL/);
    expect(said).not.toContain("hush-hush");
  });
});

describe("processes of one deployment", () => {
  let deployment: TestDeployment;
  let fake: FakeModelServer;
  let webs: [Avow, Avow];
  let workers: [Avow, Avow];
  let [one, two]: [string, string] = ["", ""];
  let owner: RemotePerson;
  beforeAll(async () => {
    [deployment, fake] = await Promise.all([openDeployment(), startFakeModelServer()]);
    const env = { PORT: String(await findFreePort()), AVOW_ALLOW_LOOPBACK_MODELS: "1" };
    webs = [deployment.start("web", env), deployment.start("web", { ...env, PORT: "0" })];
    workers = [deployment.start("worker", env), deployment.start("worker", env)];
    [one, two] = await Promise.all([webs[0].origin(), webs[1].origin()]);
    owner = await becomeOwner(one, await webs[0].ownerToken());
  });
  afterAll(async () => {
    await deployment.close();
    await fake.close();
  });

  test("all four started at once on an empty database, and are ready", async () => {
    for (const avow of [...webs, ...workers]) {
      const origin = await avow.origin();
      await until(() => isReady(origin));
    }
    expect(await deployment.rows("select 1 from deployments")).toHaveLength(1);
    const keyrings = readdirSync(deployment.keysFolder).filter((name) => name.startsWith("keyring"));
    expect(keyrings).toEqual(["keyring.json"]);
    expect(existsSync(deployment.env["AVOW_DATA_DIR"]!)).toBe(false);
  });

  test("a session of one web process is good at the other, and what is asked at one is done by a worker", async () => {
    const settings = { method: "PATCH", json: { sign_up: "open" } };
    await readAnswer(owner.at(two).request("/api/v1/operator/settings", settings), 200);
    const json = signUpForm("Bob", "bob@example.test");
    expect((await askAt(two, "/api/v1/users", { method: "POST", json })).ok).toBe(true);
    const mail = await until(async () => {
      const box = owner.request("/api/v1/operator/mailbox");
      const { data } = await readAnswer<{ data: { to: string; text: string }[] }>(box, 200);
      return data.find(({ to }) => to === "bob@example.test");
    });
    // The worker that wrote it knows where people reach the web process.
    expect(mail.text).toContain(`${one}/`);
  });

  test("an event stream that breaks off at one web process goes on at the other, without gap or repetition", async () => {
    const agent = await makeAgent(owner, fake);
    const conversation = await startConversation(owner, agent);
    const words = Array.from({ length: 30 }, (_, i) => `word-${i} `);
    const [away, back] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    fake.next({ kind: "answer", words, paceMs: 60, waits: { 6: away.promise, 24: back.promise } });
    const before = await openWindow(owner, conversation);
    const { reply } = await say(owner, conversation, "Tell me");
    await until(() => before.events.some(({ event }) => event === "delta"));
    await before.close();
    const had = before.messages.get(reply.id)!.text;
    away.resolve(undefined);
    const after = await openWindow(owner.at(two), conversation, before.lastEventId());
    await until(() => after.events.some(({ event }) => event === "delta"));
    back.resolve(undefined);
    await until(() => after.events.some(({ data }) => data["state"] === "complete"));
    const delta = after.events.find(({ event }) => event === "delta");
    expect(delta?.data["offset"]).toBe(had.length);
    expect(after.messages.get(reply.id)).toMatchObject({ state: "complete", text: words.join("") });
    await after.close();
  });

  test("a worker answers for its health and figures on a free loopback port, and for nothing else", async () => {
    const origin = await workers[0].origin();
    expect(new URL(origin).port).not.toBe(new URL(one).port);
    expect(await statusAt(origin, "/healthz")).toBe(200);
    expect(await statusAt(origin, "/readyz")).toBe(200);
    expect(await (await fetch(`${origin}/metrics`)).text()).toMatch(/^avow_jobs\{state="queued"\} \d+$/m);
    for (const path of ["/api/v1/deployment", "/api/v1/openapi.json", "/api/v1/me", "/docs", "/", "/welcome"])
      expect([path, await statusAt(origin, path)]).toEqual([path, 404]);
    const posted = await askAt(origin, "/api/v1/sessions", {
      method: "POST",
      json: { email: ownerEmail, password: "x" },
    });
    expect(posted.status).toBe(404);
  });

  test("when one worker is killed the other one goes on", async () => {
    await workers[0].stop("SIGKILL");
    const conversation = await startConversation(owner, await makeAgent(owner, fake));
    const { reply } = await say(owner, conversation, "Still there?");
    expect(await untilOver(owner, reply)).toMatchObject({ state: "complete", text: "Echo: Still there?" });
  });

  test("a taken port is refused with help that names PORT, and nothing is left running", async () => {
    const taken = createServer();
    const port = await new Promise<number>((resolve) =>
      taken.listen(0, "127.0.0.1", () => resolve((taken.address() as { port: number }).port)),
    );
    const avow = deployment.start("all", { PORT: String(port) });
    expect(await avow.ended).toEqual({ code: 1, signal: null });
    expect(avow.said()).toContain(`Port ${port} is taken.`);
    expect(avow.said()).toContain("PORT=");
    taken.close();
    expect(await isReady(one)).toBe(true);
  });
});

test("an embedded database serves a role of each kind from one folder, and goes with the last of them", async () => {
  const root = mkdtempSync(join(tmpdir(), "avow-embedded-"));
  chmodSync(root, 0o711);
  const env = { AVOW_DATA_DIR: join(root, "data"), AVOW_KEYS_DIR: join(root, "keys") };
  const [web, worker] = [startAvow(env, "--role", "web"), startAvow(env, "--role", "worker")];
  try {
    for (const avow of [web, worker]) {
      const origin = await avow.origin();
      await until(() => isReady(origin));
    }
    expect(await Promise.all([web.stop(), worker.stop()])).toEqual([
      { code: 0, signal: null },
      { code: 0, signal: null },
    ]);
  } finally {
    await Promise.all([web.stop("SIGKILL"), worker.stop("SIGKILL")]);
    rmSync(root, { recursive: true, force: true });
  }
});
