import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { stat as fileState } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dayMs, hourMs, later, minuteMs, secondMs } from "../../framework/clock.ts";
import { fill } from "../../framework/ports.ts";
import { runProbes } from "../../privacy/promises/run-probes.ts";
import { nameBackup } from "../../operate/backup/list-backups.ts";
import { sweepOld } from "../../operate/backup/take-backup.ts";
import { openBackupTools } from "../../operate/verbs/open-backup-tools.ts";
import { readSettings } from "../../operate/settings.ts";
import { type Person, signIn, signUp, untilIdle } from "../../testing/people.ts";
import { readAnswer, readRefusal } from "../../testing/read-answer.ts";
import { openWorld, until, withoutLimits, type World } from "../../testing/world.ts";
import { backupToolsPort } from "./public.ts";

type Listed = {
  id: string;
  state: string;
  file: string;
  rows: number;
  refusal: string | null;
  drill: { state: string; refusal: string | null } | null;
};
const path = "/api/v1/operator/backups";

let world: World;
let ada: Person;
let folder: string;
let keysFolder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "avow-backups-"));
  // Whoever waits for a job asks again and again, the longer the busier the machine is.
  world = await openWorld({ replace: withoutLimits });
  keysFolder = join(folder, "keys");
  cpSync(world.keysFolder, keysFolder, { recursive: true });
  const env = { DATABASE_URL: world.urls.owner, AVOW_KEYS_DIR: keysFolder, AVOW_BACKUP_DIR: join(folder, "backups") };
  const settings = readSettings({ ...env, AVOW_DATA_DIR: join(folder, "data") }, [], folder);
  const tools = openBackupTools(settings, world.keyring, { ownerUrl: world.urls.owner, systemUrl: world.urls.system });
  Object.assign(world.app, { ports: new Map([...world.app.ports, fill(backupToolsPort, tools)]) });
  ada = await signUp(world, "Ada");
  await world.work();
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

const list = async () => (await readAnswer<{ data: Listed[] }>(ada.request(path), 200)).data;
const ended = (id: string) =>
  until(async () => (await list()).find((one) => one.id === id && ["taken", "failed"].includes(one.state)));
const drilled = (id: string) =>
  until(async () => (await list()).find((one) => one.id === id && /passed|failed/.test(one.drill?.state ?? "")));
const take = async () => ended((await readAnswer<Listed>(ada.request(path, { method: "POST", json: {} }), 202)).id);
const drill = (id: string) => ada.request(`${path}/${id}/drill`, { method: "POST", json: {} });

test("an operator takes a backup, proves that it restores, and sees both", async () => {
  const taken = await take();
  expect(taken).toMatchObject({ state: "taken", drill: null, refusal: null });
  expect(readdirSync(join(folder, "backups"))).toContain(taken.file);
  expect(existsSync(join(keysFolder, "subject-keys.avowkeys"))).toBe(true);
  await readAnswer(drill(taken.id), 202);
  expect((await drilled(taken.id)).drill).toMatchObject({ state: "passed", refusal: null });
});

test("a damaged backup fails its drill, and says why", async () => {
  const taken = await take();
  truncateSync(join(folder, "backups", taken.file), 5000);
  await readAnswer(drill(taken.id), 202);
  expect((await drilled(taken.id)).drill).toMatchObject({ state: "failed", refusal: "backup.unreadable" });
});

test("a backup that cannot be written is told as failed, and cannot be drilled", async () => {
  cpSync(join(keysFolder, "keyring.json"), join(folder, "kept.json"));
  rmSync(join(folder, "backups"), { recursive: true });
  cpSync(join(folder, "kept.json"), join(folder, "backups")); // a file where the folder should be
  const failed = await take();
  expect(failed).toMatchObject({ state: "failed", refusal: "backup.folder_unusable" });
  expect(await readRefusal(drill(failed.id))).toBe("409 backups.not_taken");
  rmSync(join(folder, "backups"));
});

test("every day brings a backup, every week a drill of the newest, and nobody has to ask", async () => {
  const before = (await list()).length;
  world.clock.advance(dayMs);
  ada = { ...ada, ...(await signInAgain()) };
  const daily = await until(async () => {
    const found = await list();
    return found.length > before && found[0]!.state === "taken" && found[0];
  });
  world.clock.advance(7 * dayMs);
  ada = { ...ada, ...(await signInAgain()) };
  const passed = await until(async () =>
    (await list()).find((one) => one.drill?.state === "passed" && one.id >= daily.id),
  );
  expect(passed.rows).toBeGreaterThanOrEqual(daily.rows);
});

test("a backup goes at the age that the operator's policy says, though none is taken after it", async () => {
  const names = () => readdirSync(join(folder, "backups")).filter((name) => name.endsWith(".avowbackup"));
  const choose = async (days: number) => {
    const values = { "backup.max_age_days": days };
    await readAnswer(ada.request("/api/v1/operator/policy", { method: "PATCH", json: { values } }), 200);
  };
  await choose(9);
  const taken = world.clock.now();
  const put = () => cpSync(join(keysFolder, "keyring.json"), join(folder, "backups", nameBackup(taken)));
  const sweep = () => withClient((client) => sweepOld(client, { folder: join(folder, "backups"), clock: world.clock }));
  for (const [ms, isThere] of [
    [-secondMs, true],
    [0, true],
    [secondMs, false],
  ] as const) {
    put();
    world.clock.set(later(taken, 9 * dayMs + ms));
    await sweep();
    expect(names().includes(nameBackup(taken)), `${ms} ms`).toBe(isThere);
  }
  await world.rows("delete from backups");
  const tooOld = async () => (await runProbes(world.app, ["retention.backup"]))[0]!.finding.saw["too_old"];
  expect(await tooOld()).toBe(0);
  put();
  world.clock.set(later(taken, 9 * dayMs + 2 * hourMs + secondMs));
  expect(await tooOld()).toBe(1);
  await sweep();
  ada = { ...ada, ...(await signInAgain()) };
  const plan = await readAnswer(ada.request("/api/v1/operator/backup-plan"), 200);
  expect(plan).toMatchObject({ max_age_days: 9 });
});

test("an erased person's key is gone from the copy within minutes", async () => {
  const copy = () => world.rows<{ n: number }>("select count(*)::int as n from subject_keys");
  expect((await copy())[0]!.n).toBeGreaterThan(0);
  const { mtimeMs: before } = await stat();
  await world.rows("delete from subject_keys where cls = 'support'");
  world.clock.advance(6 * minuteMs);
  await until(async () => (await stat()).mtimeMs > before);
});

test("only an operator sees backups and where they are", async () => {
  const plan = await readAnswer<{ folder: string; keep: number }>(ada.request("/api/v1/operator/backup-plan"), 200);
  expect(plan).toMatchObject({ folder: join(folder, "backups"), keep: 14, max_age_days: 9, recipients: 0 });
  const bob = await signUp(world, "Bob");
  for (const asked of [path, "/api/v1/operator/backup-plan"])
    expect(await readRefusal(bob.request(asked))).toMatch(/^40[34] /);
  await untilIdle(world);
});

async function withClient<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: world.urls.system });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
const stat = () => fileState(join(keysFolder, "subject-keys.avowkeys"));
const signInAgain = async () => {
  const { cookie, request } = await signIn(world, ada);
  return { cookie, request };
};
