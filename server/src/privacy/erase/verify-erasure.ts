import { secondMs } from "../../framework/clock.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { sealLogs } from "../audit/seal-log.ts";
import { removeLeftovers } from "./delete-rows.ts";
import { findTouched, forgetStatistics } from "./forget-statistics.ts";
import { type Erasure, runTask, type Task } from "./run-task.ts";

/** No process remembers a destroyed key for longer. */
const keysForgottenMs = secondMs;
const lookAgainMs = 50;
const lookingMs = 20 * secondMs;

/** Rows go from these with the rows of others. */
const besidesThePlan = ["subject_keys", "log_nodes", "jobs", "job_lanes", "events"];

/**
 * Waits until nobody can write for the subject any more: every process has forgotten its keys, and every transaction
 * that began before then has ended. Then whatever was written behind the fence is removed.
 * @throws where a transaction stays open for long; the job tries again
 */
export async function verifyErasure(erasure: Erasure, task: Task): Promise<void> {
  await wait(Math.max(0, keysForgottenMs - (performance.now() - erasure.fencedSince)), erasure.signal);
  await waitForOlderTransactions(erasure);
  await sealLogs(erasure.means);
  await runTask(erasure, task, async (db) => ({ rows: 0, isDone: await removeLeftovers(db, erasure) }));
  await forgetStatistics(erasure.means, [...besidesThePlan, ...(await findTouched(erasure))]);
}

/** Whoever writes in this database: the server's other databases are nobody's concern here. */
const writers = `
  select t.transactionid::text as id from pg_locks t
  where t.locktype = 'transactionid' and t.mode = 'ExclusiveLock' and t.granted and t.pid <> pg_backend_pid()
    and exists (
      select 1 from pg_locks r where r.pid = t.pid and r.locktype = 'relation'
        and r.database = (select oid from pg_database where datname = current_database()))`;

async function waitForOlderTransactions({ means, signal }: Erasure): Promise<void> {
  const older = await acrossTenants(means.database, "mark an instant", (db) => db.query<{ id: string }>(writers));
  const ids = older.map(({ id }) => id);
  for (let waited = 0; waited < lookingMs; waited += lookAgainMs) {
    const [open] = await acrossTenants(means.database, "look for older transactions", (db) =>
      db.query("select 1 from pg_locks where locktype = 'transactionid' and transactionid::text = any($1) limit 1", [
        ids,
      ]),
    );
    if (!open) return;
    await wait(lookAgainMs, signal);
  }
  throw new Error("a transaction that began before the fence is still open");
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
