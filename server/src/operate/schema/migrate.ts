import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Clock } from "../../framework/clock.ts";
import { appRole, systemRole } from "../../framework/database/emit-ddl.ts";
import type { EpochStore } from "../../framework/keys/epoch-store.ts";
import { newId } from "../../framework/ids.ts";
import { createKeyring, hasKeyring, type Keyring, KeyringError, readKeyring } from "../../framework/keys/keyring.ts";
import { applyMigrations, createMigrationsTable, isContract, listApplied, listMigrations } from "./apply-migrations.ts";

/** Serialises first starts and migrations over all processes. */
const lockKey = 0x61766f77;
const turnPollMs = 50;
const oldestServer = 150000;

/** The database is there for us only after its administrator did something; the message says what. */
export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
}

export type Migrated = { keyring: Keyring; appUrl: string; systemUrl: string; applied: readonly string[] };

/**
 * Brings a database up to date, makes the roles requests and workers use, and ties the database to its keyring.
 * Several processes may start at once: one works, the others wait and find nothing left to do.
 * @param options.ownerUrl a user who owns the database and may create roles
 * @param options.serverUrl the database as requests and workers reach it, where that is not the owner's way
 * @throws KeyringError when the keyring is missing or another deployment's
 * @throws DatabaseError when the server is too old, cannot be reached, or its user lacks a right
 */
export async function migrate(options: {
  ownerUrl: string;
  serverUrl?: string | undefined;
  keysFolder: string;
  clock: Clock;
  /** Where the migrations are, if not this version's own. */
  migrationsFolder?: string | undefined;
  /** Where epoch keys lie besides the keyring's folder. */
  epochStores?: readonly EpochStore[];
}): Promise<Migrated> {
  const client = await connectAsOwner(options.ownerUrl);
  const serverUrl = options.serverUrl ?? options.ownerUrl;
  try {
    await checkServer(client);
    await waitForTurn(client);
    await createMigrationsTable(client);
    await refuseNewerContract(client, options.migrationsFolder);
    await createGroupRoles(client);
    const applied = await applyMigrations(client, { clock: options.clock, folder: options.migrationsFolder });
    const keyring = await tieKeyring(client, options);
    const appUrl = await createLogin(client, serverUrl, keyring, appRole);
    const systemUrl = await createLogin(client, serverUrl, keyring, systemRole);
    return { keyring, appUrl, systemUrl, applied };
  } finally {
    await client.end(); // also gives the lock back
  }
}

export async function connectAsOwner(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined); // the statement under way reports it
  try {
    await client.connect();
  } catch (cause) {
    const { code, message } = cause as { code?: string; message: string };
    const where = `${client.host}:${client.port}`;
    throw new DatabaseError(
      `PostgreSQL at ${where} does not let Avow in (${code ?? message}). See that it runs, and that address, database, user and password in DATABASE_URL (or AVOW_DATABASE_OWNER_URL) are right.`,
      { cause },
    );
  }
  return client;
}

export async function checkServer(client: pg.Client): Promise<void> {
  const { rows: version } = await client.query<{ server_version_num: string }>("show server_version_num");
  const found = Number(version[0]!.server_version_num);
  if (found < oldestServer)
    throw new DatabaseError(`Avow needs PostgreSQL 15 or newer; this one is ${Math.floor(found / 10_000)}.`);
  const { rows } = await client.query<{ may_create_roles: boolean; may_create: boolean; name: string; db: string }>(
    `select rolcreaterole or rolsuper as may_create_roles, has_schema_privilege('public', 'create') as may_create,
       quote_ident(current_user) as name, quote_ident(current_database()) as db
     from pg_roles where rolname = current_user`,
  );
  const { may_create_roles, may_create, name, db } = rows[0]!;
  const missing = [
    ...(may_create_roles ? [] : [`alter role ${name} createrole;`]),
    ...(may_create ? [] : [`alter database ${db} owner to ${name};`]),
  ];
  if (missing.length > 0)
    throw new DatabaseError(
      `The database user ${name} may not ${may_create_roles ? "create tables" : "create roles"}. Run as an administrator:\n\n  ${missing.join("\n  ")}\n\nor name a user who owns the database and may create roles in AVOW_DATABASE_OWNER_URL.`,
    );
}

/**
 * A newer version may have added to the database while this one serves, which harms nobody. Once it has taken away what
 * this one uses, this one must not start; one that runs already goes on, and is replaced.
 */
async function refuseNewerContract(client: pg.Client, folder: string | undefined): Promise<void> {
  const known = new Set(listMigrations(folder));
  const taken = (await listApplied(client)).find((name) => isContract(name) && !known.has(name));
  if (taken)
    throw new DatabaseError(
      `A newer version of Avow has taken away what this one uses (${taken}). Start that version, or restore a backup from before it.`,
    );
}

export async function createGroupRoles(client: pg.Client): Promise<void> {
  for (const role of [appRole, systemRole]) await createRole(client, role, "nologin");
  // Since PostgreSQL 16 a creator may grant a role, but not take it on, until it grants it to itself.
  const { rows } = await client.query<{ may_become: boolean; name: string }>(
    `select quote_ident(current_user) as name, pg_has_role($1,
       case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end) as may_become`,
    [systemRole],
  );
  const { may_become, name } = rows[0]!;
  if (may_become) return;
  await client.query(`grant ${systemRole} to current_user`).catch((error: unknown) => {
    if ((error as { code?: string }).code !== insufficientPrivilege) throw error;
    throw new DatabaseError(
      `Another user of this server made Avow's roles. Run as an administrator:\n\n  grant ${appRole}, ${systemRole} to ${name} with admin option;`,
    );
  });
}

const insufficientPrivilege = "42501";

/** Roles belong to the whole server, and another deployment's first start may be making the same one. */
const createRole = (client: pg.Client, role: string, kind: "login" | "nologin") =>
  client.query(
    `do $$ begin create role ${role} ${kind}; exception when duplicate_object or unique_violation then null; end $$`,
  );

/** The first migration makes the keyring; ever after the database names the one that opens it. */
async function tieKeyring(
  client: pg.Client,
  { keysFolder: folder, clock, epochStores }: Parameters<typeof migrate>[0],
): Promise<Keyring> {
  await client.query(`set role ${systemRole}`);
  const { rows } = await client.query<{ keyring_fingerprint: string }>("select keyring_fingerprint from deployments");
  const [tied] = rows;
  // Where there is one already, a first start was killed before it tied the database to it.
  const keyring = tied || hasKeyring(folder) ? readKeyring(folder, epochStores) : createKeyring(folder, clock.now());
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
  await keyring.refresh();
  await tieEpoch(client, keyring, folder);
  await client.query("reset role");
  return keyring;
}

/** A new deployment's first epoch is the one that its keyring was made with. */
async function tieEpoch(client: pg.Client, keyring: Keyring, folder: string): Promise<void> {
  const [first] = keyring.epochs();
  if (first)
    await client.query(
      `insert into key_epochs (id, state, store, begun_at) select $1, 'current', 'file', $2
       where not exists (select 1 from key_epochs where state = 'current')`,
      [first.id, new Date(first.id.slice(0, 10))],
    );
  const { rows } = await client.query<{ id: string }>("select id from key_epochs where state = 'current'");
  if (rows.some(({ id }) => keyring.epochs().some((epoch) => epoch.id === id))) return;
  throw new KeyringError(
    `The keys in this database are wrapped under an epoch (${rows[0]?.id ?? "none"}) whose key is not in ${folder} any more, as after restoring an old copy of the database. Put today's keys back: npx avow keys load.`,
  );
}

/**
 * One migrates, the others ask again and again. A statement that waits for the lock would hold a snapshot, which an
 * index that is built concurrently waits for in turn.
 */
async function waitForTurn(client: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>("select pg_try_advisory_lock($1) as mine", [lockKey]);
    if (rows[0]!.mine) return;
    await sleep(turnPollMs);
  }
}

/** A login of this deployment's own, its password derived from the keyring, so every process knows it and no file holds it. */
async function createLogin(client: pg.Client, serverUrl: string, keyring: Keyring, group: string): Promise<string> {
  const login = `${group}_${keyring.fingerprint.slice(0, 8)}`;
  const password = keyring.keyedHash("database login", group).toString("base64url");
  await createRole(client, login, "login");
  const { rows } = await client.query<{ member: boolean }>("select pg_has_role($1, $2, 'member') as member", [
    login,
    group,
  ]);
  if (!rows[0]!.member) await client.query(`grant ${group} to ${login}`);
  await client.query(`alter role ${login} password ${client.escapeLiteral(password)}`);
  // Where a server compiles statements to machine code, that takes far longer than any of ours does.
  await client.query(`alter role ${login} set jit = off`);
  return loginAt(serverUrl, login, password);
}

/** The same address for another user. One without a host, for a socket named in `?host=`, has no place for a user. */
function loginAt(serverUrl: string, user: string, password: string): string {
  const url = new URL(serverUrl);
  for (const name of ["user", "password"]) url.searchParams.delete(name);
  if (url.host) return Object.assign(url, { username: user, password }).toString();
  url.searchParams.set("user", user);
  url.searchParams.set("password", password);
  return url.toString();
}
