import { acrossTenants } from "../../framework/database/tenant.ts";
import { type Change, tellProcesses } from "./keep-epochs.ts";

/** PostgreSQL 18 tells a restricting foreign key apart; a lock that is not got is held by whoever adds a key. */
const stillNeeded = new Set(["23503", "23001", "55P03"]);

/**
 * Ends an epoch in the database, if no key is wrapped under it: whoever has not yet committed one is waited for, and
 * from then on PostgreSQL refuses to take one.
 * @returns false where something still needs it
 */
export async function endEpoch({ database, clock }: Change, id: string): Promise<boolean> {
  const work = acrossTenants(database, "end an epoch", async (db) => {
    await db.query("set local lock_timeout = '2s'");
    await db.query(
      `insert into ended_epochs (id, store, begun_at, ended_at) select id, store, begun_at, $2 from key_epochs
       where id = $1 and state = 'leaving' on conflict do nothing`,
      [id, clock.now()],
    );
    await db.query("delete from key_epochs where id = $1 and state = 'leaving'", [id]);
  });
  return work.then(
    () => true,
    (error: unknown) => {
      if (stillNeeded.has((error as { code?: string }).code ?? "")) return false;
      throw error;
    },
  );
}

/** Destroys the keys of epochs that ended, wherever one may lie: also those that an interruption left. */
export async function finishEnding({ database, clock, keyring, stores }: Change): Promise<void> {
  const ended = await acrossTenants(database, "look for keys to destroy", (db) =>
    db.query<{ id: string }>("select id from ended_epochs where destroyed_at is null order by id"),
  );
  for (const { id } of ended) {
    for (const store of stores) await store.destroy(id);
    await acrossTenants(database, "note a destroyed key", async (db) => {
      const sql = "update ended_epochs set destroyed_at = $2 where id = $1 and destroyed_at is null";
      await db.query(sql, [id, clock.now()]);
      await tellProcesses(db);
    });
  }
  if (ended.length > 0) await keyring.refresh();
}
