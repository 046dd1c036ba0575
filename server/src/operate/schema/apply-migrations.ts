import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import type { Clock } from "../../framework/clock.ts";

const ownFolder = join(import.meta.dirname, "../../../migrations");

/** First line of a migration whose statements PostgreSQL refuses in a transaction: `create index concurrently`. */
const outsideTransaction = /^-- outside a transaction/;

/** Requests wait behind a statement that waits for a lock, so it gives up soon and lets them pass. */
const lockTimeoutMs = 1500;
const pauseMs = 500;
const attemptsMax = 40;
const lockNotAvailable = "55P03";

export type Applying = { clock: Clock; folder?: string | undefined; lockTimeoutMs?: number };

/** Names of all migrations this version knows, in order. */
export const listMigrations = (folder = ownFolder): string[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .toSorted();

/** Whether a migration takes something away: versions that do not know it cannot work after it. */
export const isContract = (name: string): boolean => /^\d{4}-contract-/.test(name);

export async function listApplied(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>("select name from schema_migrations order by name");
  return rows.map(({ name }) => name);
}

/**
 * Applies what is not there yet while other processes serve: one transaction each, which gives way and tries again
 * where it would have to wait for a lock. Names that this version does not know are left alone: a newer one is at work.
 */
export async function applyMigrations(client: pg.Client, applying: Applying): Promise<string[]> {
  const known = new Set(await listApplied(client));
  const waiting = listMigrations(applying.folder).filter((name) => !known.has(name));
  for (const name of waiting) {
    try {
      await applyPatiently(client, name, applying);
    } catch (error) {
      throw new Error(`migration ${name} failed`, { cause: error });
    }
  }
  return waiting;
}

async function applyPatiently(client: pg.Client, name: string, applying: Applying): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await applyOne(client, name, applying);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== lockNotAvailable || attempt === attemptsMax) throw error;
      await wait(pauseMs * (0.5 + Math.random()));
    }
  }
}

async function applyOne(client: pg.Client, name: string, applying: Applying): Promise<void> {
  const sql = readMigration(name, applying.folder);
  if (outsideTransaction.test(sql)) return applyOutside(client, name, sql, applying.clock);
  await client.query("begin");
  try {
    await client.query(`set local lock_timeout = ${applying.lockTimeoutMs ?? lockTimeoutMs}`);
    await client.query(sql);
    await record(client, name, applying.clock);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/** Each statement by itself, and each able to be repeated: what was done before an interruption is done again. */
async function applyOutside(client: pg.Client, name: string, sql: string, clock: Clock): Promise<void> {
  for (const statement of splitStatements(sql)) await client.query(statement);
  await record(client, name, clock);
}

/** Inside the caller's transaction, on tables that nobody else sees yet: no locks to wait for, nothing to do concurrently. */
export async function applyInside(client: pg.Client, names: readonly string[], applying: Applying): Promise<void> {
  for (const name of names) {
    const sql = readMigration(name, applying.folder);
    await client.query(outsideTransaction.test(sql) ? sql.replace(/\bconcurrently\b/gi, "") : sql);
    await record(client, name, applying.clock);
  }
}

export const createMigrationsTable = (client: pg.ClientBase) =>
  client.query("create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null)");

const readMigration = (name: string, folder = ownFolder): string => readFileSync(join(folder, name), "utf8");

const record = (client: pg.ClientBase, name: string, clock: Clock) =>
  client.query("insert into schema_migrations (name, applied_at) values ($1, $2)", [name, clock.now()]);

const splitStatements = (sql: string): string[] =>
  sql
    .replace(/^--.*$/gm, "")
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter(Boolean);
