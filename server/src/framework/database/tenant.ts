import type { Kysely } from "kysely";
import pg from "pg";
import { idPattern } from "../ids.ts";
import { ringOn } from "./ring-on.ts";
import { dbOver, type SchemaOf, statementName } from "./statements.ts";
import { queryAsTenant, settingsOf } from "./tenant-query.ts";
import { transact } from "./transact.ts";
import { leave, watchConnections, withClient } from "./with-client.ts";

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

/** Statements that see only one scope's rows: Postgres enforces it, not the statement. */
export type Db = {
  readonly scope: Scope;
  /** Typed statements over the tables named. */
  of<const T extends readonly { name: string }[]>(...tables: T): Kysely<SchemaOf<T[number]>>;
  query<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** A statement whose result nobody waits for: sent with the commit, in one go. Outside a transaction, at once. */
  atEnd(sql: string, values: readonly unknown[]): Promise<void>;
  /** Calls whoever listens on a channel, once this has committed. Nobody may lean on it: a call can be lost. */
  ring(channel: string): void;
};

export type Database = { app: pg.Pool; reads: pg.Pool; system: pg.Pool; close(): Promise<void> };

const int8 = pg.types.builtins.INT8;

/** 64-bit integers are numbers here, as `plain.long()` declares; the driver alone gives them as text. */
const types = {
  getTypeParser: ((...[oid, format]: Parameters<typeof pg.types.getTypeParser>): unknown =>
    oid === int8 ? readLong : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

function readLong(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError("a 64-bit integer is beyond what a number holds exactly");
  return value;
}

/** Opens the two roles' connections: `app` and `reads` see one tenant at a time, `system` only through named doors. */
export function openDatabase(options: {
  appUrl: string;
  systemUrl: string;
  connectionsMax?: number;
  /** How long a connection may be waited for, where it is not the usual. */
  patienceMs?: number;
  onError?: (error: Error) => void;
}): Database {
  const pool = (connectionString: string, max: number, pipeline: boolean) => {
    const made = new pg.Pool({
      connectionString,
      max,
      connectionTimeoutMillis: options.patienceMs ?? 3000,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      types,
      pipeline,
    });
    made.on("error", options.onError ?? (() => undefined));
    // One that dies while it is lent tells its statement; without a listener it would end the process besides.
    made.on("connect", (client) => client.on("error", () => undefined));
    return made;
  };
  const pools = {
    app: pool(options.appUrl, options.connectionsMax ?? 10, true),
    reads: pool(options.appUrl, 4, true),
    system: pool(options.systemUrl, 6, true),
  };
  const unwatch = watchConnections(Object.values(pools), () => isThere(options.systemUrl, options.patienceMs));
  return {
    ...pools,
    async close() {
      await Promise.all(Object.values(pools).map((one) => one.end()));
      unwatch();
    },
  };
}

const isThere = async (connectionString: string, patienceMs = 2000): Promise<boolean> => {
  const asked = new pg.Client({ connectionString, connectionTimeoutMillis: patienceMs });
  const answer = await asked.connect().then(
    () => true,
    (error: unknown) => {
      const { code } = error as { code?: string };
      return /^\d[0-9A-Z]{4}$/.test(code ?? "") && !code?.startsWith("57P");
    },
  );
  leave(asked);
  return answer;
};

/** The connection that listens for notifications; `signals.ts` keeps it. */
export const newListener = (connectionString: string): pg.Client =>
  new pg.Client({ connectionString, keepAlive: true, connectionTimeoutMillis: 3000, pipeline: true });

/** One transaction in one scope. Commits when `work` returns, and only then. */
export function inScope<T>(database: Database, scope: Scope, work: (db: Db) => Promise<T>): Promise<T> {
  return transact(database.app, scope, work);
}

/** Reads without a transaction block: each statement is one round trip under the scope, on a shared pipelined connection. */
export function readIn(database: Database, scope: Scope): Db {
  const settings = settingsOf(scope);
  const send = (text: string, values: readonly unknown[]) =>
    withClient(database.reads, (client) =>
      queryAsTenant(client, settings, { name: statementName(text), text, values }),
    );
  return dbOver(scope, send, { ring: (channel) => ringOn(database.reads, channel) });
}

/**
 * The named door to all tenants: retention, erasure, workers, look-ups before a tenant is known.
 * @param reason what the work is for, in words of the audit log
 */
export function acrossTenants<T>(database: Database, reason: string, work: (db: Db) => Promise<T>): Promise<T> {
  if (!reason) throw new Error("cross-tenant work needs a reason");
  return transact(database.system, {}, work);
}

/**
 * The same for one statement that decides by itself: a transaction that is over with its answer, in one round trip.
 * @param reason what the work is for, in words of the audit log
 */
export async function onceAcrossTenants<Row extends pg.QueryResultRow>(
  database: Database,
  reason: string,
  statement: { text: string; values: readonly unknown[] },
): Promise<Row[]> {
  if (!reason) throw new Error("cross-tenant work needs a reason");
  const { text, values } = statement;
  const { rows } = await withClient(database.system, (client) =>
    client.query<Row>({ name: statementName(text), text, values: [...values] }),
  );
  return rows;
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

/** Asks a declared look-up, as the role that sees all tenants. */
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
