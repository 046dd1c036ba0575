import { createHash } from "node:crypto";
import type { Writable } from "node:stream";
import { Kysely } from "kysely";
import pg from "pg";
import { idPattern } from "./ids.ts";
import { type RunStatement, statementDialect } from "./kysely-dialect.ts";
import { requestErrors } from "./errors.ts";
import type { RowTypes } from "./table.ts";
import { queryAsTenant, setTenantSql, settingsStatement } from "./tenant-query.ts";

declare const proven: unique symbol;
/** Ids that authentication, the job runner or a named look-up has proven. A plain string does not compile. */
export type OrganizationId = string & { readonly [proven]: "organization" };
export type WorkspaceId = string & { readonly [proven]: "workspace" };
export type UserId = string & { readonly [proven]: "user" };

/** Whose data a transaction is about. What is absent is nobody's, and Postgres shows no row of it. */
export type Scope = {
  organizationId?: OrganizationId | undefined;
  workspaceId?: WorkspaceId | undefined;
  userId?: UserId | undefined;
  /** Who asks, for rows that belong to a caller: a user, an API key, an anonymous client's keyed hash. */
  principal?: string | undefined;
};

/** Turns ids that were just looked up by a proof of identity, or just made, into a scope. */
export function proveScope(ids: {
  organizationId?: string | null;
  workspaceId?: string | null;
  userId?: string | null;
  principal?: string;
}): Scope {
  for (const id of [ids.organizationId, ids.workspaceId, ids.userId]) {
    if (id && !idPattern.test(id)) throw new Error("a scope is made of ids");
  }
  return {
    organizationId: (ids.organizationId ?? undefined) as OrganizationId | undefined,
    workspaceId: (ids.workspaceId ?? undefined) as WorkspaceId | undefined,
    userId: (ids.userId ?? undefined) as UserId | undefined,
    principal: ids.principal,
  };
}

type UnionToIntersection<U> = (U extends unknown ? (u: U) => void : never) extends (i: infer I) => void ? I : never;
type SchemaOf<T> = UnionToIntersection<T extends { name: infer N extends string } ? { [K in N]: RowTypes<T> } : never>;

/** Statements that see only one scope's rows: Postgres enforces it, not the statement. */
export type Db = {
  readonly scope: Scope;
  /** Typed statements over the tables named. */
  of<const T extends readonly { name: string }[]>(...tables: T): Kysely<SchemaOf<T[number]>>;
  query<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** A statement whose result nobody waits for: sent with the commit, in one go. Outside a transaction, at once. */
  atEnd(sql: string, values: readonly unknown[]): Promise<void>;
};

export type Database = { app: pg.Pool; reads: pg.Pool; system: pg.Pool; close(): Promise<void> };

/** Opens the two roles' connections: `app` and `reads` see one tenant at a time, `system` only through named doors. */
export function openDatabase(options: {
  appUrl: string;
  systemUrl: string;
  connectionsMax?: number;
  onError?: (error: Error) => void;
}): Database {
  const pool = (connectionString: string, max: number, pipeline: boolean) => {
    const made = new pg.Pool({
      connectionString,
      max,
      connectionTimeoutMillis: 3000,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      pipeline,
    } as pg.PoolConfig);
    made.on("error", options.onError ?? (() => undefined));
    return made;
  };
  const pools = {
    app: pool(options.appUrl, options.connectionsMax ?? 10, true),
    reads: pool(options.appUrl, 4, true),
    system: pool(options.systemUrl, 6, true),
  };
  return {
    ...pools,
    close: async () => void (await Promise.all([pools.app.end(), pools.reads.end(), pools.system.end()])),
  };
}

const settingsOf = (scope: Scope) => [
  scope.organizationId ?? "",
  scope.workspaceId ?? "",
  scope.userId ?? "",
  scope.principal ?? "",
];

const statementNames = new Map<string, string>();
const statementNamesMax = 2000;

/** Statements are prepared once per connection under a name made from their text. */
function statementName(text: string): string {
  const known = statementNames.get(text);
  if (known) return known;
  if (statementNames.size >= statementNamesMax) statementNames.clear();
  const name = `s${createHash("sha1").update(text).digest("base64url")}`;
  statementNames.set(text, name);
  return name;
}

type Deferred = { text: string; values: readonly unknown[] };

function dbOver(scope: Scope, run: RunStatement, deferred?: Deferred[]): Db {
  const kysely = new Kysely<Record<string, never>>({ dialect: statementDialect(run) });
  return {
    scope,
    of: () => kysely as never,
    query: async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      (await run(sql, values)).rows as Row[],
    async atEnd(text, values) {
      if (deferred) deferred.push({ text, values });
      else await run(text, values);
    },
  };
}

/** One transaction in one scope. Commits when `work` returns, and only then. */
export function inScope<T>(database: Database, scope: Scope, work: (db: Db) => Promise<T>): Promise<T> {
  return transact(database.app, scope, work);
}

export const inWorkspace = <T>(
  database: Database,
  scope: Scope & { organizationId: OrganizationId; workspaceId: WorkspaceId },
  work: (db: Db) => Promise<T>,
) => transact(database.app, scope, work);
export const inOrganization = <T>(
  database: Database,
  scope: Scope & { organizationId: OrganizationId },
  work: (db: Db) => Promise<T>,
) => transact(database.app, scope, work);

/** Reads without a transaction block: each statement is one round trip under the scope, on a shared pipelined connection. */
export function readIn(database: Database, scope: Scope): Db {
  const settings = settingsOf(scope);
  return dbOver(scope, (text, values) =>
    withClient(database.reads, (client) =>
      queryAsTenant(client, settings, { name: statementName(text), text, values }),
    ),
  );
}

/**
 * The named door to all tenants: retention, erasure, workers, look-ups before a tenant is known.
 * @param reason what the work is for, in words of the audit log
 */
export function acrossTenants<T>(database: Database, reason: string, work: (db: Db) => Promise<T>): Promise<T> {
  if (!reason) throw new Error("cross-tenant work needs a reason");
  return transact(database.system, {}, work);
}

/** The operator's own writes: settings, and the state of organizations. The scope says who, for the audit entry. */
export const asOperator = <T>(database: Database, scope: Scope, work: (db: Db) => Promise<T>) =>
  transact(database.system, scope, work);

/** A look-up that has to happen before a tenant is known: one fixed statement, by something only its holder has. */
export type Lookup<Args extends readonly unknown[], Row> = { name: string; sql: string; args?: Args; row?: Row };

/** Declares a look-up. The list of all of them is short, and a test holds it. */
export const lookup = <Args extends readonly unknown[], Row extends pg.QueryResultRow>(
  name: string,
  sql: string,
): Lookup<Args, Row> => ({ name, sql });

export async function beforeTenant<Args extends readonly unknown[], Row>(
  database: Database,
  asked: Lookup<Args, Row>,
  ...args: Args
): Promise<Row[]> {
  const result = await withClient(database.system, (client) =>
    client.query({ name: `lookup_${asked.name}`, text: asked.sql, values: [...args] }),
  );
  return result.rows as Row[];
}

async function transact<T>(pool: pg.Pool, scope: Scope, work: (db: Db) => Promise<T>): Promise<T> {
  return withClient(pool, async (client) => {
    corkUntilIdle(client);
    const begun = Promise.all([
      client.query("begin"),
      client.query({ name: settingsStatement, text: setTenantSql, values: settingsOf(scope) }),
    ]);
    begun.catch(() => undefined); // the first statement of `work` reports it
    const run: RunStatement = (text, values) =>
      client.query({ name: statementName(text), text, values: [...values] });
    const deferred: Deferred[] = [];
    try {
      const [result] = await Promise.all([work(dbOver(scope, run, deferred)), begun]);
      corkUntilIdle(client);
      const sent = deferred.map(({ text, values }) => run(text, values));
      const [{ command }] = await Promise.all([client.query("commit"), ...sent]);
      if (command !== "COMMIT") throw new Error("the transaction was rolled back: a statement failed unnoticed");
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => undefined); // the connection is gone, and the transaction with it
      throw error;
    }
  });
}

/** Statements written before the process next waits leave as one packet: most of a statement's cost is its system call. */
function corkUntilIdle(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  let client: pg.PoolClient;
  try {
    client = await pool.connect();
  } catch (cause) {
    throw Object.assign(requestErrors.unavailable({}, 2), { cause });
  }
  let broken: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    if (isConnectionLoss(error)) {
      broken = error as Error;
      throw Object.assign(requestErrors.unavailable({}, 2), { cause: error });
    }
    throw error;
  } finally {
    client.release(broken);
  }
}

/** PostgreSQL class 08 and 57P0x, and a socket that closed under us. */
function isConnectionLoss(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  if (typeof code === "string") return /^(08|57P0)/.test(code) || /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code);
  return /Connection terminated|Client has encountered a connection error|not queryable/.test(message ?? "");
}
