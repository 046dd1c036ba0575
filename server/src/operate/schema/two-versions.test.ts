import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bareEnvironment, openDeployment, type TestDeployment } from "../../testing/processes/start-avow.ts";
import { until } from "../../testing/world.ts";

const checkout = join(import.meta.dirname, "../../../..");
const expand = `alter table users add column nickname text;
create table greetings (id text primary key, said_at timestamptz not null default timestamptz '2026-01-01');
`;
const index = `-- outside a transaction
create index concurrently if not exists users_nickname on users (nickname);
`;

let deployment: TestDeployment;
let newer: string;
const started: ChildProcess[] = [];

beforeAll(async () => {
  deployment = await openDeployment();
  newer = mkdtempSync(join(tmpdir(), "avow-newer-"));
  copyVersion({ "9001-nicknames.sql": expand, "9002-nickname-index.sql": index });
});
afterAll(async () => {
  for (const child of started) child.kill("SIGKILL");
  await deployment.close();
  rmSync(newer, { recursive: true, force: true });
});

/** The next version: this one, with more migrations and another number. */
function copyVersion(migrations: Record<string, string>): void {
  mkdirSync(join(newer, "server"), { recursive: true });
  for (const folder of ["server/src", "server/migrations", "promises"])
    cpSync(join(checkout, folder), join(newer, folder), { recursive: true });
  for (const file of ["server/package.json"]) cpSync(join(checkout, file), join(newer, file));
  writeFileSync(join(newer, "package.json"), JSON.stringify({ version: "99.0.0", type: "module" }));
  symlinkSync(join(checkout, "node_modules"), join(newer, "node_modules"));
  for (const [name, sql] of Object.entries(migrations)) writeFileSync(join(newer, "server/migrations", name), sql);
}

type Started = { origin(): Promise<string>; said(): string; ended: Promise<unknown>; stop(): Promise<unknown> };

function startNewer(): Started {
  const env = {
    ...bareEnvironment(),
    PORT: "0",
    AVOW_LOG_LEVEL: "warn",
    AVOW_BACKUP_DIR: "off",
    ...deployment.env,
  };
  const child = spawn(process.execPath, [join(newer, "server/src/main.ts"), "--role", "web"], { env });
  started.push(child);
  let words = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (words += chunk.toString()));
  const ended = once(child, "close");
  return {
    said: () => words,
    ended,
    origin: () => until(() => /Avow is ready: (http:\/\/\S+:\d+)/.exec(words)?.[1]),
    async stop() {
      child.kill();
      await ended;
    },
  };
}

const headers = { "avow-csrf": "1", "content-type": "application/json" };

async function signUpAt(origin: string, token: string): Promise<string> {
  const body = {
    email: "ada@example.test",
    password: "a long enough secret of Ada",
    name: "Ada",
    birth_date: "1990-04-01",
    owner_token: token,
  };
  const answer = await fetch(`${origin}/api/v1/users`, {
    method: "POST",
    headers: { ...headers, origin },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(201);
  return answer.headers.getSetCookie()[0]!.split(";")[0]!;
}

/** Reads and writes one after the other until told to stop, and keeps what was not answered as it should be. */
function load(origins: string[], cookie: string) {
  const tally = { done: 0, failed: [] as string[], slowestMs: 0, isOver: false };
  const ask = async (origin: string, turn: number, isWrite: boolean) => {
    const askedAt = performance.now();
    const init = isWrite
      ? { method: "PATCH", headers: { ...headers, origin, cookie }, body: JSON.stringify({ name: `Ada ${turn}` }) }
      : { headers: { cookie } };
    const status = await fetch(`${origin}/api/v1/me`, init).then(
      (answer) => answer.arrayBuffer().then(() => answer.status),
      String,
    );
    tally.slowestMs = Math.max(tally.slowestMs, performance.now() - askedAt);
    tally.done += 1;
    if (status !== 200) tally.failed.push(`${isWrite ? "PATCH" : "GET"} ${origin}: ${status}`);
  };
  const loops = [0, 1, 2, 3].map(async (start) => {
    for (let turn = start; !tally.isOver; turn += 1) {
      await ask(origins[turn % origins.length]!, turn, start === 0); // two writers would rightly be told 412
      await wait(150); // well within what one person may ask in a minute
    }
  });
  return {
    tally,
    async stop() {
      tally.isOver = true;
      await Promise.all(loops);
      return tally;
    },
  };
}

test("two versions serve while the newer one migrates, and no request fails, even where a long reader holds its table", async () => {
  const old = deployment.start("all", { AVOW_BACKUP_DIR: "off" });
  const origins = [await old.origin()];
  const cookie = await signUpAt(origins[0]!, await old.ownerToken());
  const { tally, stop } = load(origins, cookie);
  const reader = new pg.Client({ connectionString: deployment.databaseUrl });
  await reader.connect();
  await reader.query("begin");
  await reader.query("lock table users in access share mode");
  const next = startNewer();
  await wait(6000); // the migration asks for its lock and gives way, again and again
  expect(next.said()).toBe("");
  const whileWaiting = tally.done;
  await reader.query("commit");
  await reader.end();
  origins.push(await next.origin());
  await wait(2000);
  const { failed, done, slowestMs } = await stop();
  expect(failed).toEqual([]);
  expect(whileWaiting).toBeGreaterThan(10);
  expect(done).toBeGreaterThan(whileWaiting + 20);
  expect(slowestMs).toBeLessThan(5000);
  expect(await deployment.rows("select name from schema_migrations where name > '9'", [])).toHaveLength(2);
  expect(await (await fetch(`${origins[1]!}/healthz`)).json()).toMatchObject({ version: "99.0.0" });
  const again = deployment.start("web", { AVOW_BACKUP_DIR: "off" }); // the older version may also start: it misses nothing
  expect((await fetch(`${await again.origin()}/readyz`)).status).toBe(200);
  await again.stop();
  await next.stop();
  await old.stop();
});

test("once something was taken away, an older version does not start, and says which one does", async () => {
  const owner = new pg.Client({ connectionString: deployment.databaseUrl });
  await owner.connect();
  await owner.query("insert into schema_migrations values ('9003-contract-no-more-nicknames.sql', '2026-01-01')");
  await owner.end();
  const old = deployment.start("web");
  expect(await old.ended).toMatchObject({ code: 1 });
  expect(old.said()).toContain("9003-contract-no-more-nicknames.sql");
});
