import type { Work } from "../../framework/context.ts";
import { acrossTenants, type Db } from "../../framework/database/tenant.ts";
import { leafOfCommitted } from "../log/audit-leaf.ts";
import { auditEntries } from "../tables.ts";
import { appendToLog, openLog } from "./append-to-log.ts";

type Means = Pick<Work, "database" | "clock" | "keyring" | "deployment">;

/** An entry as its leaf needs it. Kept apart from what is sealed in the row. */
export type CommittedEntry = {
  id: string;
  action: string;
  target: string;
  actor_commitment: string | null;
  details_commitment: string | null;
  created_at: Date;
};

export const committedColumns = "id, action, target, actor_commitment, details_commitment, created_at";

const batchMax = 500;

/** A condition on rows (under `t`) that go: an entry that is not in its log yet would take its hash with it. */
export const leavingHash = (table: string, condition: string): string =>
  table === auditEntries.name ? `(${condition}) and t.leaf_index is not null` : condition;

/** The leaf that an entry has in the log `origin`. */
export function leafOfEntry(entry: CommittedEntry, origin: string): ReturnType<typeof leafOfCommitted> {
  return leafOfCommitted({
    log: origin,
    kind: "audit",
    id: entry.id,
    at: entry.created_at.toISOString(),
    action: entry.action,
    target: entry.target || null,
    actor_commitment: entry.actor_commitment,
    details_commitment: entry.details_commitment,
  });
}

/**
 * Gives every entry that has none its place in its log, each log in short transactions of its own.
 * @throws once the other logs are done, where one could not be sealed
 */
export async function sealLogs(means: Means): Promise<void> {
  const waiting = await acrossTenants(means.database, "find unsealed audit entries", (db) =>
    db.query<{ log_id: string }>("select distinct log_id from audit_entries where leaf_index is null"),
  );
  const failures: unknown[] = [];
  for (const { log_id } of waiting) await sealLog(means, log_id).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, "audit entries could not be sealed");
}

export async function sealLog(means: Means, logId: string): Promise<void> {
  const seal = (db: Db) => sealBatch(db, means, logId);
  while ((await acrossTenants(means.database, "seal audit entries", seal)) === batchMax);
}

/**
 * The log's lock is taken before the entries are read, so that no two sealers see the same ones.
 * Nodes, checkpoint and places commit together: whatever kills the sealer, an entry has one place or none.
 */
async function sealBatch(db: Db, { clock, keyring, deployment }: Means, logId: string): Promise<number> {
  const log = await openLog(db, logId, new URL(deployment.origin).host);
  const entries = await db.query<CommittedEntry>(
    `select ${committedColumns} from audit_entries where log_id = $1 and leaf_index is null order by id limit ${batchMax}`,
    [logId],
  );
  if (entries.length === 0) return 0;
  const hashes = entries.map((entry) => leafOfEntry(entry, log.origin).hash);
  const { firstIndex } = await appendToLog(db, log, hashes, { keyring, at: clock.now() });
  await db.query(
    `update audit_entries e set leaf_index = $2::bigint + sealed.place - 1
     from unnest($1::text[]) with ordinality as sealed(id, place) where e.log_id = $3 and e.id = sealed.id`,
    [entries.map(({ id }) => id), firstIndex, logId],
  );
  return entries.length;
}
