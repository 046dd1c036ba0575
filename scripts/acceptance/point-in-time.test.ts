import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../server/src/framework/clock.ts";
import { readKeyring } from "../../server/src/framework/keys/keyring.ts";
import { unwrapKey } from "../../server/src/framework/keys/sealing.ts";
import { identityFile, readIdentities } from "../../server/src/operate/backup/backup-identity.ts";
import { subjectKeysFile } from "../../server/src/operate/backup/copy-keys.ts";
import { loadKeys } from "../../server/src/operate/backup/load-keys.ts";
import { restoreBackup } from "../../server/src/operate/backup/restore-backup.ts";
import { takeBackup } from "../../server/src/operate/backup/take-backup.ts";
import { type Avow, openFreshDatabase, startAvow } from "../../server/src/testing/processes/start-avow.ts";
import { password, signUp } from "./testing/live-through-everything.ts";
import { openBrowser } from "./testing/open-browser.ts";
import { until } from "../../server/src/testing/world.ts";
import { findPostgresBin } from "../test/system-cluster.ts";
import { type ArchivingServer, startArchivingServer } from "./testing/archiving-server.ts";

const choice = process.env["AVOW_TEST_SYSTEM_POSTGRES"];
const ada = { email: "ada@example.test", password: "a long enough secret of Ada" };
const headers = { "avow-csrf": "1", "content-type": "application/json" };

// oxlint-disable-next-line vitest/no-conditional-tests -- it needs the system's PostgreSQL; CI has it and demands it
if (choice || existsSync("/usr/lib/postgresql")) {
  let server: ArchivingServer;
  let root: string;
  let env: Record<string, string>;
  const running: Avow[] = [];

  beforeAll(async () => {
    server = await startArchivingServer(findPostgresBin(choice ?? "1"));
    root = mkdtempSync(join(tmpdir(), "avow-point-in-time-"));
    env = {
      DATABASE_URL: server.url,
      AVOW_KEYS_DIR: join(root, "keys"),
      AVOW_DATA_DIR: join(root, "data"),
      AVOW_BACKUP_DIR: "off",
    };
  });
  afterAll(async () => {
    for (const avow of running) await avow.stop("SIGKILL");
    await server.stop();
    rmSync(root, { recursive: true });
  });

  const begin = async (role = "web") => {
    const avow = startAvow(env, "--role", role);
    running.push(avow);
    return { avow, origin: await avow.origin() };
  };
  const send = async (origin: string, method: string, path: string, json: unknown, cookie = "") => {
    const init = { method, headers: { ...headers, origin, cookie }, body: JSON.stringify(json) };
    const answer = await fetch(`${origin}/api/v1${path}`, init);
    expect(answer.status, `${method} ${path}`).toBeLessThan(300);
    return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  };
  const nameOf = async (origin: string, cookie: string) => {
    const answer = await fetch(`${origin}/api/v1/me`, { headers: { cookie } });
    return ((await answer.json()) as { user: { name: string } }).user.name;
  };

  const untilArchived = async () => {
    const [segment] = await server.ask<{ name: string }>("select pg_walfile_name(pg_switch_wal()) as name");
    await until(async () => {
      const [archived] = await server.ask<{ last: string | null }>(
        "select last_archived_wal as last from pg_stat_archiver",
      );
      return (archived?.last ?? "") >= segment!.name;
    });
  };
  const goBackTo = async (instant: Date) => {
    await server.goBackTo(instant);
    const isUp = async () => !(await server.ask<{ still: boolean }>("select pg_is_in_recovery() as still"))[0]!.still;
    await until(isUp);
  };

  test("a database is taken back to an instant between two changes, and Avow serves what was so then", async () => {
    const { avow, origin } = await begin();
    const account = { ...ada, name: "Ada", birth_date: "1990-04-01", owner_token: await avow.ownerToken() };
    const cookie = await send(origin, "POST", "/users", account);
    await server.takeBase();
    await send(origin, "PATCH", "/me", { name: "Ada before" }, cookie);
    await wait(1100);
    const instant = systemClock.now();
    await wait(1100);
    await send(origin, "PATCH", "/me", { name: "Ada after" }, cookie);
    await untilArchived();
    await avow.stop();
    await goBackTo(instant);
    const again = await begin();
    const back = await send(again.origin, "POST", "/sessions", ada);
    expect(await nameOf(again.origin, back)).toBe("Ada before");
    await again.avow.stop();
  });

  test("what one major version of PostgreSQL holds is taken up by another, through a backup", async () => {
    const keysFolder = env["AVOW_KEYS_DIR"]!;
    const place = {
      keyring: readKeyring(keysFolder),
      keysFolder,
      keysCopyFolder: undefined,
      folder: join(root, "backups"),
      recipients: [],
      keep: 1,
      clock: systemClock,
      version: "test",
    };
    const from = new pg.Client({ connectionString: server.url });
    await from.connect();
    await from.query("set role avow_system");
    const { file, manifest } = await takeBackup(from, place);
    await from.end();
    const database = await openFreshDatabase();
    const to = new pg.Client({ connectionString: database.url });
    await to.connect();
    const identities = readIdentities(identityFile(keysFolder));
    await restoreBackup({
      client: to,
      file,
      keysFile: subjectKeysFile(keysFolder),
      identities,
      keyring: place.keyring,
      clock: systemClock,
    });
    const { rows } = await to.query<{ server_version_num: string }>("show server_version_num");
    await to.end();
    expect(Number(rows[0]!.server_version_num)).toBeGreaterThanOrEqual(manifest.header.postgres);
    const upgraded = startAvow({ ...env, DATABASE_URL: database.url }, "--role", "web");
    running.push(upgraded);
    const origin = await upgraded.origin();
    expect(await nameOf(origin, await send(origin, "POST", "/sessions", ada))).toBe("Ada before");
    await upgraded.stop();
    await database.drop();
  });

  type KeyRow = { subject_id: string; cls: string; wrapped: Buffer };
  const bob = { email: "bob@example.org", password };
  const connected = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };
  const rows = <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) =>
    connected(async (client) => {
      await client.query("set role avow_system");
      return (await client.query<Row>(sql, values)).rows;
    });
  /** What somebody opens with wrapped keys that they kept, and every key that lies in the keyring's folder. */
  const opens = (kept: readonly KeyRow[]) => {
    const keys = readKeyring(env["AVOW_KEYS_DIR"]!).epochs();
    return kept.filter(({ subject_id, cls, wrapped }) =>
      keys.some(({ key }) => {
        try {
          return unwrapKey({ bytes: key }, `${subject_id}|${cls}`, wrapped).bytes.length === 32;
        } catch {
          return false;
        }
      }),
    ).length;
  };
  const signsIn = async (origin: string, person: typeof bob) => {
    const init = { method: "POST", headers: { ...headers, origin }, body: JSON.stringify(person) };
    return (await fetch(`${origin}/api/v1/sessions`, init)).status;
  };

  test("a base backup from before an erasure brings nobody back, also with the wrapped keys that were in it", async () => {
    const { avow, origin } = await begin("all");
    const operator = openBrowser(origin);
    await operator.must("POST", "/sessions", ada);
    await operator.must("PATCH", "/operator/settings", { sign_up: "open" });
    const browser = await signUp(origin, operator, "Bob");
    const [account] = await rows<{ id: string }>("select id from users order by id desc limit 1");
    await server.takeBase();
    const kept = await rows<KeyRow>("select subject_id, cls, wrapped from subject_keys where subject_id = $1", [
      account!.id,
    ]);
    await wait(1100);
    const instant = systemClock.now();
    await wait(1100);

    const asked = await browser.must("POST", "/privacy-requests", { kind: "erase", subject: "me" });
    await browser.must("POST", "/sessions/current/step-up", { password: bob.password });
    const proof = { immediately: true, confirmation: bob.email };
    await browser.must("POST", `/privacy-requests/${String(asked["id"])}/confirm`, proof);
    await until(async () => (await rows("select 1 from receipts")).length > 0);
    expect(opens(kept)).toBe(kept.length);
    const [before] = await rows<{ id: string }>("select id from key_epochs where state = 'current'");
    await rows("update key_epochs set asked_at = $1 where state = 'current'", [systemClock.now()]);
    await rows("update job_schedules set next_at = $1 where name = 'keys.change_epoch'", [systemClock.now()]);
    const ended = "select 1 from ended_epochs where id = $1 and destroyed_at is not null";
    await until(async () => (await rows(ended, [before!.id])).length > 0);
    expect(opens(kept)).toBe(0);
    await untilArchived();
    await avow.stop();

    await goBackTo(instant);
    const found = "select subject_id, cls, wrapped from subject_keys where subject_id = $1";
    expect(opens(await rows<KeyRow>(found, [account!.id]))).toBe(0);
    const refused = startAvow(env, "--role", "web");
    running.push(refused);
    expect((await refused.ended).code).not.toBe(0);
    expect(refused.said()).toContain("npx avow keys load");
    const keysFolder = env["AVOW_KEYS_DIR"]!;
    const { unreadable } = await connected((client) =>
      loadKeys({
        client,
        keysFile: subjectKeysFile(keysFolder),
        identities: readIdentities(identityFile(keysFolder)),
        keyring: readKeyring(keysFolder),
        clock: systemClock,
      }),
    );
    expect(unreadable).toBe(1);
    const again = await begin("all");
    expect([await signsIn(again.origin, ada), await signsIn(again.origin, bob)]).toEqual([201, 401]);
    await until(async () => (await rows("select 1 from users where id = $1", [account!.id])).length === 0);
    await again.avow.stop();
  }, 240_000);
}
