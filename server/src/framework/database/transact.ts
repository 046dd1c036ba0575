import type pg from "pg";
import type { RunStatement } from "./kysely-dialect.ts";
import { ringOn } from "./ring-on.ts";
import { dbOver, type Deferred, statementName } from "./statements.ts";
import { setTenantSql, settingsOf, settingsStatement } from "./tenant-query.ts";
import type { Db, Scope } from "./tenant.ts";
import { corkUntilIdle, withClient } from "./with-client.ts";

/** One transaction in one scope, on a connection of `pool`. What was deferred goes out with the commit, and calls after it. */
export async function transact<T>(pool: pg.Pool, scope: Scope, work: (db: Db) => Promise<T>): Promise<T> {
  return withClient(pool, async (client) => {
    corkUntilIdle(client);
    const begun = Promise.all([
      client.query("begin"),
      client.query({ name: settingsStatement, text: setTenantSql, values: settingsOf(scope) }),
    ]);
    begun.catch(() => undefined); // the first statement of `work` reports it
    const run: RunStatement = (text, values) => client.query({ name: statementName(text), text, values: [...values] });
    const deferred: Deferred[] = [];
    const rung = new Set<string>();
    try {
      const [result] = await Promise.all([
        work(dbOver(scope, run, { deferred, ring: (channel) => rung.add(channel) })),
        begun,
      ]);
      corkUntilIdle(client);
      const sent = deferred.map(({ text, values }) => run(text, values));
      const [{ command }] = await Promise.all([client.query("commit"), ...sent]);
      if (command !== "COMMIT") throw new Error("the transaction was rolled back: a statement failed unnoticed");
      for (const channel of rung) ringOn(pool, channel);
      return result;
    } catch (error) {
      await client.query("rollback").catch(() => undefined); // the connection is gone, and the transaction with it
      throw error;
    }
  });
}
