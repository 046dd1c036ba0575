import { generateKeyPairSync, randomBytes } from "node:crypto";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dayMs, later } from "../../framework/clock.ts";
import { reachMailServer } from "../../compose/reach-operator-services.ts";
import { createKeyring } from "../../framework/keys/keyring.ts";
import { certify } from "../../testing/stand-ins/certify.ts";
import { signUp, withOrganization } from "../../testing/people.ts";
import { readAnswer } from "../../testing/read-answer.ts";
import { openFreshDatabase } from "../../testing/processes/start-avow.ts";
import { openWorld, type World } from "../../testing/world.ts";
import { systemRole } from "../../framework/database/emit-ddl.ts";
import { copyKeys } from "../backup/copy-keys.ts";
import { nameBackup } from "../backup/list-backups.ts";
import { readDurationInForce } from "../read-duration-in-force.ts";
import { readSettings, type Settings } from "../settings.ts";
import { checkBackups } from "./check-backups.ts";
import { checkDatabase } from "./check-database.ts";
import { checkFiles } from "./check-files.ts";
import { checkKeys } from "./check-keys.ts";
import { checkFolders, checkLogRetention, checkNode, judgeDisk } from "./check-machine.ts";
import { checkMail } from "./check-mail.ts";
import { checkReach } from "./check-reach.ts";
import type { FileHealth } from "../../modules/files/public.ts";
import type { Finding } from "./finding.ts";

let world: World;
let root: string;
let at: Date;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  at = new Date();
  root = mkdtempSync(join(tmpdir(), "avow-doctor-"));
  mkdirSync(join(root, "data"));
  cpSync(world.keysFolder, join(root, "keys"), { recursive: true });
  chmodSync(join(root, "keys"), 0o700);
  return () => rmSync(root, { recursive: true });
});

const settingsOf = (env: Record<string, string> = {}): Settings =>
  readSettings(
    {
      DATABASE_URL: world.urls.owner,
      AVOW_DATA_DIR: join(root, "data"),
      AVOW_KEYS_DIR: join(root, "keys"),
      AVOW_BACKUP_DIR: join(root, "backups"),
      ...env,
    },
    [],
    root,
  );
/** What one check found, and that it says what to do wherever something is wrong. */
const verdict = (found: Finding | Finding[], check?: string) => {
  const all = [found].flat();
  for (const one of all) expect(Boolean(one.do), one.says).toBe(one.verdict !== "good");
  return all.filter((one) => check === undefined || one.check === check).map((one) => one.verdict);
};

test.each([
  ["v24.1.0", "good"],
  ["v22.18.0", "good"],
  ["v22.17.9", "bad"],
  ["v20.19.0", "bad"],
])("Node %s is %s", (version, expected) => {
  expect(verdict(checkNode(version))).toEqual([expected]);
});

test("folders: fine, a parent that is a file, keys that others read, keys among the data", () => {
  expect(verdict(checkFolders(settingsOf()))).toEqual(["good", "good", "good"]);
  writeFileSync(join(root, "file"), "");
  expect(verdict(checkFolders(settingsOf({ AVOW_BACKUP_DIR: join(root, "file/backups") })), "backup folder")).toEqual([
    "bad",
  ]);
  chmodSync(join(root, "keys/keyring.json"), 0o644);
  expect(verdict(checkFolders(settingsOf()), "keys folder")).toEqual(["bad"]);
  cpSync(join(root, "keys"), join(root, "data/keys"), { recursive: true });
  const inside = settingsOf({ AVOW_KEYS_DIR: join(root, "data/keys") });
  expect(verdict(checkFolders(inside), "keys folder")[0]).toBe("bad");
});

test.each([
  [100e9, 500e9, "good"],
  [40e9, 500e9, "warning"],
  [1e9, 2e9, "warning"],
  [5e9, 500e9, "bad"],
  [100e6, 1e9, "bad"],
])("%d bytes free of %d are %s", (free, size, expected) => {
  expect(verdict(judgeDisk("/data", { free, size }))).toEqual([expected]);
});

test("keys: one place only, a current second, one that is behind, another's, and none at all", () => {
  expect(verdict(checkKeys(settingsOf()))).toEqual(["good", "warning"]);
  const copy = settingsOf({ AVOW_KEYS_COPY_DIR: join(root, "copy") });
  expect(verdict(checkKeys(copy))).toEqual(["good", "bad"]);
  copyKeys(join(root, "keys"), join(root, "copy"));
  expect(verdict(checkKeys(copy))).toEqual(["good", "good"]);
  writeFileSync(join(root, "keys/subject-keys.avowkeys"), "newer");
  expect(verdict(checkKeys(copy))).toEqual(["good", "warning"]);
  createKeyring(join(root, "others"), at);
  expect(verdict(checkKeys(settingsOf({ AVOW_KEYS_COPY_DIR: join(root, "others") })))).toEqual(["good", "bad"]);
  rmSync(join(root, "keys/keyring.json"));
  expect(verdict(checkKeys(copy))).toEqual(["bad"]);
});

test("reach: this machine only, plain http for all, a proxy that is not trusted, everyone trusted", () => {
  expect(verdict(checkReach(settingsOf(), at))).toEqual(["good", "good", "good"]);
  expect(verdict(checkReach(settingsOf({ AVOW_ALLOW_PLAIN_HTTP: "1" }), at), "tls")).toEqual(["bad"]);
  const behind = { AVOW_ORIGIN: "https://avow.example" };
  expect(verdict(checkReach(settingsOf(behind), at), "proxies")).toEqual(["bad"]);
  const named = { ...behind, AVOW_TRUSTED_PROXIES: "10.0.0.7" };
  expect(verdict(checkReach(settingsOf(named), at))).toEqual(["good", "good", "good"]);
  const metrics = (env: Record<string, string>) =>
    checkReach(settingsOf(env), at).find(({ check }) => check === "metrics")!.says;
  expect(metrics({})).toContain("http://localhost:4601/metrics, or any port");
  expect(metrics({ AVOW_WORKER_PORT: "9100" })).toContain("by itself http://localhost:9100/metrics.");
  const open = { ...behind, AVOW_TRUSTED_PROXIES: "0.0.0.0/0" };
  expect(verdict(checkReach(settingsOf(open), at), "proxies")).toEqual(["bad"]);
  expect(verdict(checkReach(settingsOf({ AVOW_TRUSTED_PROXIES: "10.0.0.7" }), at), "tls")).toEqual(["warning"]);
});

test("mail: no server, one that is down, one that wants another password, one that takes it", async () => {
  expect(verdict(await checkMail(settingsOf(), reachMailServer))).toEqual(["warning"]);
  const down = await checkMail(settingsOf({ AVOW_SMTP_URL: "smtp://127.0.0.1:1" }), reachMailServer);
  expect([verdict(down), down.do]).toEqual([["bad"], expect.stringContaining("no firewall is between")]);
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth: ({ password }, _, done) => done(password === "right" ? null : new Error("no"), { user: "avow" }),
  });
  server.on("error", () => undefined); // a client that leaves in the middle
  const { port } = await new Promise<AddressInfo>((resolve) => {
    const listening = server.listen(0, "127.0.0.1", () => resolve(listening.address() as AddressInfo));
  });
  const as = (password: string) =>
    checkMail(settingsOf({ AVOW_SMTP_URL: `smtp://avow:${password}@127.0.0.1:${port}` }), reachMailServer);
  const wrong = await as("wrong");
  expect([verdict(wrong), wrong.do]).toEqual([["bad"], expect.stringContaining("user and password")]);
  expect(verdict(await as("right"))).toEqual(["good"]);
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

test("a certificate is good, near its end, over, or for another host", () => {
  const keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  writeFileSync(join(root, "key.pem"), keys.privateKey.export({ type: "pkcs8", format: "pem" }));
  writeFileSync(join(root, "cert.pem"), certify("avow.example", ["26", "31"], keys));
  const tls = { AVOW_TLS_CERT: join(root, "cert.pem"), AVOW_TLS_KEY: join(root, "key.pem") };
  const tlsAt = (day: string, origin = "https://avow.example") =>
    verdict(checkReach(settingsOf({ ...tls, AVOW_ORIGIN: origin }), new Date(day)), "tls");
  expect(["2026-11-21", "2030-12-25", "2031-01-02"].flatMap((day) => tlsAt(day))).toEqual(["good", "warning", "bad"]);
  expect(tlsAt("2026-11-21", "https://other.example")).toEqual(["bad"]);
});

test.each([
  ["", "warning"],
  ["MaxRetentionSec=20day", "good"],
  ["MaxRetentionSec=1year", "warning"],
  ["#MaxRetentionSec=1day", "warning"],
])("a journal set to %j against 30 days is %s", (text, expected) => {
  const file = join(root, "journald.conf");
  writeFileSync(file, `[Journal]\n${text}\n`);
  expect(verdict(checkLogRetention(30, [file]))).toEqual([expected]);
  expect(checkLogRetention(30, [join(root, "none")])).toEqual([]);
});

test("the doctor measures logs by the policy in force, not by one that is announced or taken back", async () => {
  const inForce = () =>
    onDatabase(async (client) => {
      await client.query(`set role ${systemRole}`);
      return readDurationInForce(client, "retention.log_days", at);
    });
  const say = (version: number, days: number, effectiveAt: Date, withdrawnAt: Date | null) =>
    onDatabase(async (client) => {
      await client.query(`set role ${systemRole}`);
      await client.query(
        `insert into deployment_policy_settings (id, parameter, setting, version, effective_at, withdrawn_at, created_at)
         values ($1, 'retention.log_days', $2, $5, $3, $4, $3)`,
        [`pst_${version}`.padEnd(30, "0"), JSON.stringify({ value: days }), effectiveAt, withdrawnAt, version],
      );
    });
  expect((await inForce()).amount).toBe(30);
  await say(1, 60, later(at, -dayMs), null);
  await say(2, 90, later(at, dayMs), null);
  await say(3, 45, at, at);
  expect((await inForce()).amount).toBe(60);
});

async function onDatabase<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: world.urls.owner });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
const examine = (fingerprint: string | undefined = world.keyring.fingerprint, when = new Date()) =>
  onDatabase((client) => checkDatabase(client, fingerprint, when));
/** Breaks the database by one statement, looks, and mends it. */
async function broken(check: string, breaks: string, mends: string, values: unknown[] = []) {
  await world.owner.query("set role avow_system");
  await world.owner.query(breaks, values);
  try {
    return verdict(await examine(), check);
  } finally {
    await world.owner.query(mends);
    await world.owner.query("reset role");
  }
}

test("a database that is well has nothing bad", async () => {
  const found = await examine();
  expect(found.filter((one) => one.verdict === "bad")).toEqual([]);
  expect(found.map(({ check }) => check)).toContain("worker");
});

test("a clock that is off, a keyring that is another's, and one that is missing are found", async () => {
  expect(verdict(await examine(undefined, later(new Date(), 60_000)), "clock")).toEqual(["bad"]);
  expect(verdict(await examine("another"), "keyring and database")).toEqual(["bad"]);
});

test("work that nobody does, and jobs that were given up, are found", async () => {
  const overdue = "insert into job_schedules (name, next_at) values ('doctor.test', '2020-01-01')";
  expect(await broken("worker", overdue, "delete from job_schedules where name = 'doctor.test'")).toEqual(["bad"]);
  const dead =
    "insert into jobs (id, queue, lane, data, state, run_at, attempts, created_at) values ('job_1', 'q', 'l', '{}', 'dead', '2020-01-01', 9, '2020-01-01')";
  expect(await broken("jobs", dead, "delete from jobs where id = 'job_1'")).toEqual(["warning"]);
});

test("migrations that wait, and ones of a newer version, are found", async () => {
  const { rows } = await world.owner.query<{ name: string; applied_at: Date }>(
    "delete from schema_migrations where name = (select max(name) from schema_migrations) returning *",
  );
  expect(verdict(await examine(), "migrations")).toEqual(["bad"]);
  await world.owner.query("insert into schema_migrations values ($1, $2)", [rows[0]!.name, rows[0]!.applied_at]);
  await world.owner.query("insert into schema_migrations values ('9999-newer.sql', $1)", [at]);
  expect(verdict(await examine(), "migrations")).toEqual(["warning"]);
  await world.owner.query("delete from schema_migrations where name = '9999-newer.sql'");
});

/** A connection that answers one question as another server would. */
const replying = (client: pg.Client, asked: string, rows: object[]): pg.Client => {
  const ask = client.query.bind(client) as (...given: unknown[]) => unknown;
  const query = (...given: unknown[]) => (String(given[0]).includes(asked) ? Promise.resolve({ rows }) : ask(...given));
  return Object.assign(client, { query });
};
const examineReplying = (asked: string, rows: object[]) =>
  onDatabase((client) => checkDatabase(replying(client, asked, rows), world.keyring.fingerprint, new Date()));

test.each([
  ["log_statement", "all", "none"],
  ["log_statement", "ddl", "none"],
  ["log_duration", "on", "off"],
  ["log_min_duration_statement", "0", "-1"],
  ["log_min_duration_sample", "250", "-1"],
  ["log_min_error_statement", "error", "panic"],
  ["log_error_verbosity", "default", "terse"],
  ["log_parameter_max_length_on_error", "-1", "0"],
])("a server whose %s is %s may log what is in rows: it is found, with what to set", async (name, setting, better) => {
  const found = await examineReplying("from pg_settings", [{ name, setting }]);
  expect(verdict(found, "database log")).toEqual(["warning"]);
  const change = found.find(({ check }) => check === "database log")!.do;
  expect(change).toContain(`alter system set ${name} = '${better}';`);
  expect(verdict(await examineReplying("from pg_settings", [{ name, setting: better }]), "database log")).toEqual([
    "good",
  ]);
});

test("a server that is too old is found, and the oldest that will do is not", async () => {
  const old = await examineReplying("server_version_num", [{ server_version_num: "140012" }]);
  expect(verdict(old, "database rights")).toEqual(["bad"]);
  expect(old.find(({ check }) => check === "database rights")!.do).toContain("15 or newer; this one is 14");
  const oldest = await examineReplying("server_version_num", [{ server_version_num: "150000" }]);
  expect(verdict(oldest, "database rights")).toEqual(["good"]);
});

test("a user who may neither make roles nor tables is found, with the statements that let them", async () => {
  const database = await openFreshDatabase();
  const name = `doctor_${randomBytes(6).toString("hex")}`;
  await world.owner.query(`create role ${name} login password 'none of anyone'`);
  const url = Object.assign(new URL(database.url), { username: name, password: "none of anyone" });
  const client = new pg.Client({ connectionString: url.toString() });
  try {
    await client.connect();
    const found = await checkDatabase(client, undefined, new Date());
    expect(verdict(found, "database rights")).toEqual(["bad"]);
    const what = found.find(({ check }) => check === "database rights")!.do;
    expect(what).toContain(`alter role ${name} createrole;`);
    expect(what).toContain(`owner to ${name};`);
    expect(verdict(found, "migrations")).toEqual(["bad"]);
  } finally {
    await client.end();
    await database.drop();
    await world.owner.query(`drop role ${name}`);
  }
});

test("a role that row-level security would not hold, because a table is its own, is found", async () => {
  const found = await onDatabase(async (client) => {
    await client.query("begin");
    try {
      await client.query("grant create on schema public to avow_system");
      await client.query("alter table backups owner to avow_system");
      return await checkDatabase(client, world.keyring.fingerprint, new Date());
    } finally {
      await client.query("rollback");
    }
  });
  expect(verdict(found, "database roles")).toEqual(["bad"]);
  expect(found.find(({ check }) => check === "database roles")!.says).toContain("avow_system owns backups");
  expect(verdict(await examine(), "database roles")).toEqual(["good"]);
});

test("files: whole, damaged, not looked at for long, and a store that is not swept", async () => {
  const look = () =>
    onDatabase(async (client) => {
      await client.query(`set role ${systemRole}`);
      return checkFiles(client, at);
    });
  const ada = await withOrganization(await signUp(world, "Ada"));
  const { id } = await readAnswer<{ id: string }>(
    ada.request("/api/v1/files", { method: "POST", json: { name: "plan.txt" } }),
    201,
  );
  const headers = { "content-type": "application/octet-stream" };
  await readAnswer(ada.request(`/api/v1/files/${id}/content`, { method: "PUT", headers, body: "a plan" }), 200);
  expect(verdict(await look())).toEqual(["good", "good"]);
  const shown = async () => readAnswer<FileHealth>(ada.request("/api/v1/operator/file-health"), 200);
  expect(await shown()).toMatchObject({ files: 1, bytes: 6, damaged: 0, unnamed: 0 });
  await world.rows("update files set checked_at = $1", [later(at, -50 * dayMs)]);
  expect(verdict(await look())).toEqual(["warning", "good"]);
  await world.rows("update files set damaged_at = $1", [at]);
  await world.rows(
    "insert into stored_objects (name, organization_id, created_at) values ('nobody-names-this', $1, $2)",
    [ada.organizationId, later(at, -3 * dayMs)],
  );
  expect(verdict(await look())).toEqual(["bad", "warning"]);
  expect(await shown()).toMatchObject({ damaged: 1, unnamed: 1 });
});

test("backups: none, an old one, a young one; drills: none, failed, old, passed", async () => {
  const look = () =>
    onDatabase(async (client) => {
      await client.query(`set role ${systemRole}`);
      return verdict(await checkBackups(client, settingsOf(), at));
    });
  expect(await look()).toEqual(["bad", "warning"]);
  mkdirSync(join(root, "backups"));
  writeFileSync(join(root, "backups", nameBackup(later(at, -4 * dayMs))), "");
  expect((await look())[0]).toBe("bad");
  writeFileSync(join(root, "backups", nameBackup(at)), readFileSync(join(root, "keys/keyring.json")));
  expect((await look())[0]).toBe("good");
  const drill = (state: string, days: number) =>
    world.rows("insert into backups (id, state, asked_at, drill_state, drilled_at) values ($1, 'taken', $2, $3, $2)", [
      `bak_${state}${days}`,
      later(at, -days * dayMs),
      state,
    ]);
  await drill("passed", 60);
  expect((await look())[1]).toBe("warning");
  await drill("passed", 1);
  expect((await look())[1]).toBe("good");
  await drill("failed", 0);
  expect((await look())[1]).toBe("bad");
});
