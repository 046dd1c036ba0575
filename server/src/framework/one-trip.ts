import type pg from "pg";
import { statementName } from "./statements.ts";
import { type Database, type Scope, settingsOf } from "./tenant.ts";
import { queryAsTenant, setTenantSql, settingsStatement } from "./tenant-query.ts";
import { corkUntilIdle, withClient } from "./with-client.ts";

export type Statement = { text: string; values: readonly unknown[] };

/**
 * Statements under one scope as one transaction and one round trip. What they lock is held for as long as the server
 * needs, never for as long as this process does: for rows that everybody wants. None of them can wait for the result
 * of another, so a decision is part of the statement that it decides.
 * @param after runs in a transaction of its own as soon as that one is over, in the same round trip, whether it
 * committed or not: what it does has to depend on what it finds. Its rows come last.
 */
export async function inOneTrip(
  database: Database,
  scope: Scope,
  statements: readonly Statement[],
  after?: Statement,
): Promise<pg.QueryResultRow[][]> {
  return withClient(database.app, async (client) => {
    corkUntilIdle(client);
    const sent: Promise<pg.QueryResult<pg.QueryResultRow>>[] = [
      client.query("begin"),
      client.query({ name: settingsStatement, text: setTenantSql, values: settingsOf(scope) }),
      ...statements.map((one) => client.query<pg.QueryResultRow>(named(one))),
      client.query("commit"),
      ...(after ? [queryAsTenant(client, settingsOf(scope), named(after))] : []),
    ];
    const ended = await Promise.allSettled(sent);
    // Where one failed, `commit` has rolled the others back.
    for (const one of ended) if (one.status === "rejected") throw one.reason;
    const results = await Promise.all(sent);
    const [committed, ...followed] = results.slice(2 + statements.length);
    if (committed?.command !== "COMMIT") throw new Error("the transaction was rolled back without a reason");
    return [...results.slice(2, 2 + statements.length), ...followed].map(({ rows }) => rows);
  });
}

const named = ({ text, values }: Statement) => ({ name: statementName(text), text, values: [...values] });
