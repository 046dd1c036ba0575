import { createHash } from "node:crypto";
import { Kysely } from "kysely";
import type pg from "pg";
import { aroundStatement } from "../observe.ts";
import { type RunStatement, statementDialect } from "./kysely-dialect.ts";
import type { RowTypes } from "../table.ts";
import type { Db, Scope } from "./tenant.ts";

type UnionToIntersection<U> = (U extends unknown ? (u: U) => void : never) extends (i: infer I) => void ? I : never;
/** What Kysely sees of some tables. */
export type SchemaOf<T> = UnionToIntersection<
  T extends { name: infer N extends string } ? { [K in N]: RowTypes<T> } : never
>;

const statementNames = new Map<string, string>();
const statementNamesMax = 2000;

/** Statements are prepared once per connection under a name made from their text. */
export function statementName(text: string): string {
  const known = statementNames.get(text);
  if (known) return known;
  if (statementNames.size >= statementNamesMax) statementNames.clear();
  const name = `s${createHash("sha1").update(text).digest("base64url")}`;
  statementNames.set(text, name);
  return name;
}

/** A statement that is sent with the commit. */
export type Deferred = { text: string; values: readonly unknown[] };

/** What waits for the end, where there is one, and how others are called. */
type End = { deferred?: Deferred[]; ring(channel: string): void };

/** A `Db` over one function that runs a statement. */
export function dbOver(scope: Scope, send: RunStatement, { deferred, ring }: End): Db {
  const run: RunStatement = (text, values) => aroundStatement(text, () => send(text, values));
  let kysely: Kysely<Record<string, never>> | undefined;
  return {
    scope,
    of: () => (kysely ??= new Kysely({ dialect: statementDialect(run) })) as never,
    query: async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      (await run(sql, values)).rows as Row[],
    async atEnd(text, values) {
      if (deferred) deferred.push({ text, values });
      else await run(text, values);
    },
    ring,
  };
}
