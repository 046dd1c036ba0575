import { type Database, type Db, inScope, type Scope } from "./tenant.ts";

class Undone extends Error {
  override readonly name = "Undone";
}

/** Does something in a transaction that is never committed: for trying out what the database allows. */
export async function rehearse<T>(database: Database, scope: Scope, work: (db: Db) => Promise<T>): Promise<T> {
  const done: { result?: T } = {};
  try {
    await inScope(database, scope, async (db) => {
      done.result = await work(db);
      throw new Undone();
    });
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
  return done.result as T;
}

/** Whether one statement is refused; the transaction goes on either way, as if it had not been asked. */
export async function isRefused(db: Db, sql: string, values: readonly unknown[]): Promise<boolean> {
  await db.query("savepoint tried");
  try {
    await db.query(sql, values);
    return false;
  } catch (error) {
    // 42501: row-level security or a privilege said no. Anything else is a mistake in what was asked.
    if ((error as { code?: string }).code !== "42501") throw error;
    return true;
  } finally {
    await db.query("rollback to savepoint tried");
  }
}
