import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import type { Clock } from "../framework/clock.ts";
import { appRole, systemRole } from "../framework/emit-ddl.ts";
import { newId } from "../framework/ids.ts";
import { createKeyring, type Keyring, KeyringError, readKeyring } from "../framework/keyring.ts";

const migrationsFolder = join(import.meta.dirname, "../../migrations");
/** Serialises first starts and migrations over all processes. */
const lockKey = 0x61766f77;
const oldestServer = 150000;

export type Migrated = { keyring: Keyring; appUrl: string; systemUrl: string; applied: readonly string[] };

/**
 * Brings a database up to date, makes the roles requests and workers use, and ties the database to its keyring.
 * Several processes may start at once: one works, the others wait and find nothing left to do.
 * @param options.ownerUrl a user who owns the database and may create roles
 * @throws KeyringError when the keyring is missing or another deployment's
 */
export async function migrate(options: { ownerUrl: string; keysFolder: string; clock: Clock }): Promise<Migrated> {
  const client = new pg.Client({ connectionString: options.ownerUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await checkServer(client);
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    await client.query(
      "create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null)",
    );
    await createGroupRoles(client);
    const applied = await applyMigrations(client, options.clock);
    const keyring = await tieKeyring(client, options.keysFolder, options.clock);
    const appUrl = await createLogin(client, options.ownerUrl, keyring, appRole);
    const systemUrl = await createLogin(client, options.ownerUrl, keyring, systemRole);
    return { keyring, appUrl, systemUrl, applied };
  } finally {
    await client.end(); // also gives the lock back
  }
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>("show server_version_num");
  if (Number(rows[0]!.server_version_num) < oldestServer) throw new Error("Avow needs PostgreSQL 15 or newer.");
  const { rows: rights } = await client.query<{ ok: boolean }>(
    "select rolcreaterole or rolsuper as ok from pg_roles where rolname = current_user",
  );
  if (!rights[0]!.ok)
    throw new Error(
      `The database user may not create roles. As an administrator run: alter role current_owner createrole; or set AVOW_DATABASE_OWNER_URL to a user who may.`,
    );
}

async function createGroupRoles(client: pg.Client): Promise<void> {
  for (const role of [appRole, systemRole]) {
    await client.query(
      `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`,
    );
  }
  const { rows } = await client.query<{ is_super: boolean }>(
    "select rolsuper as is_super from pg_roles where rolname = current_user",
  );
  // Since PostgreSQL 16 a creator may grant a role, but not take it on, until it grants it to itself.
  if (!rows[0]!.is_super) await client.query(`grant ${systemRole} to current_user`);
}

async function applyMigrations(client: pg.Client, clock: Clock): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("select name from schema_migrations");
  const known = new Set(rows.map((r) => r.name));
  const waiting = readdirSync(migrationsFolder)
    .filter((f) => f.endsWith(".sql") && !known.has(f))
    .sort();
  for (const name of waiting) {
    await client.query("begin");
    try {
      await client.query(readFileSync(join(migrationsFolder, name), "utf8"));
      await client.query("insert into schema_migrations (name, applied_at) values ($1, $2)", [name, clock.now()]);
      await client.query("commit");
    } catch (error) {
      await client.query("rollback");
      throw new Error(`migration ${name} failed`, { cause: error });
    }
  }
  return waiting;
}

/** The first migration makes the keyring; ever after the database names the one that opens it. */
async function tieKeyring(client: pg.Client, folder: string, clock: Clock): Promise<Keyring> {
  await client.query(`set role ${systemRole}`);
  const { rows } = await client.query<{ keyring_fingerprint: string }>("select keyring_fingerprint from deployments");
  const [tied] = rows;
  const keyring = tied ? readKeyring(folder) : readOrCreate(folder, clock);
  if (tied && tied.keyring_fingerprint !== keyring.fingerprint) {
    throw new KeyringError(
      `The keyring in ${folder} is not the one this database was sealed with. Put the right one back, or set AVOW_KEYS_DIR to where it is.`,
    );
  }
  if (!tied)
    await client.query("insert into deployments (id, keyring_fingerprint, created_at) values ($1, $2, $3)", [
      newId("dpl", clock.now()),
      keyring.fingerprint,
      clock.now(),
    ]);
  await client.query("reset role");
  return keyring;
}

function readOrCreate(folder: string, clock: Clock): Keyring {
  try {
    return readKeyring(folder); // made by a first start that was killed before it tied the database
  } catch (error) {
    if (!(error instanceof KeyringError) || !error.message.startsWith("There is no keyring")) throw error;
    return createKeyring(folder, clock.now());
  }
}

/** A login of this deployment's own, its password derived from the keyring, so every process knows it and no file holds it. */
async function createLogin(client: pg.Client, ownerUrl: string, keyring: Keyring, group: string): Promise<string> {
  const login = `${group}_${keyring.fingerprint.slice(0, 8)}`;
  const password = keyring.keyedHash("database login", group).toString("base64url");
  await client.query(
    `do $$ begin create role ${login} login; exception when duplicate_object or unique_violation then null; end $$`,
  );
  const { rows } = await client.query<{ member: boolean }>("select pg_has_role($1, $2, 'member') as member", [
    login,
    group,
  ]);
  if (!rows[0]!.member) await client.query(`grant ${group} to ${login}`);
  await client.query(`alter role ${login} password ${client.escapeLiteral(password)}`);
  const url = new URL(ownerUrl);
  url.username = login;
  url.password = password;
  return url.toString();
}
