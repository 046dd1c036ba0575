import type { Work } from "../../framework/context.ts";
import type { AnyTable } from "../../framework/table.ts";
import { acrossTenants, type Db } from "../../framework/tenant.ts";
import { leavingHash } from "../audit/seal-log.ts";
import type { Catalogue } from "../catalogue.ts";
import { heldRows } from "../holds/held-rows.ts";
import { type AmountOf, latestBeginning, limitOf } from "../parameters.ts";
import { auditRecorder } from "../record-audit.ts";

type Means = Pick<Work, "database" | "clock" | "keys" | "log" | "principal" | "newId">;

const batchMax = 1000;

/** A row whose time lies at this instant or before it has been kept as long as its table says. */
function cutoffOf(until: NonNullable<AnyTable["keep"]["until"]>, at: Date, amountOf: AmountOf | undefined): Date {
  return latestBeginning(at, limitOf(until, amountOf));
}

/**
 * Deletes what has been kept as long as its table says, over all tenants, in batches by index.
 * A table from which something went gets an entry in the deployment's log.
 * @param amountOf the policy in force
 */
export async function sweepExpired(
  means: Means,
  catalogue: Catalogue,
  amountOf?: AmountOf,
): Promise<Map<string, number>> {
  const swept = new Map<string, number>();
  for (const table of catalogue.values()) {
    const rows = await sweepTable(means, catalogue, table, amountOf);
    if (rows > 0) swept.set(table.name, rows);
  }
  for (const [name, rows] of swept) means.log.info({ table: name, rows }, "expired rows were deleted");
  return swept;
}

async function sweepTable(
  means: Means,
  catalogue: Catalogue,
  table: AnyTable,
  amountOf: AmountOf | undefined,
): Promise<number> {
  const { until } = table.keep;
  if (!until) return 0;
  const cutoff = cutoffOf(until, means.clock.now(), amountOf);
  const held = heldRows(catalogue, table);
  const isDue = `t.${until.column} <= $1${held === undefined ? "" : ` and (${held}) is not true`}`;
  let rows = 0;
  for (;;) {
    const gone = await acrossTenants(means.database, `retention of ${table.name}`, async (db) => {
      const count = await deleteBatch(db, table, isDue, cutoff);
      if (count > 0 && rows === 0) await recordSweep(db, means, table);
      return count;
    });
    rows += gone;
    if (gone < batchMax) return rows;
  }
}

async function deleteBatch(db: Db, table: AnyTable, isDue: string, cutoff: Date): Promise<number> {
  const [gone] = await db.query<{ rows: number }>(
    `with gone as (
       delete from ${table.name} where ctid = any(array(
         select t.ctid from ${table.name} t where ${leavingHash(table.name, isDue)} limit ${batchMax}))
       returning 1)
     select count(*)::int as rows from gone`,
    [cutoff],
  );
  return gone?.rows ?? 0;
}

function recordSweep(db: Db, { keys, clock, principal, newId }: Means, table: AnyTable): Promise<void> {
  const requestId = newId("req");
  const entry = { action: "retention.swept", target: table.name, principal, client: undefined, requestId };
  return auditRecorder(keys)(db, { ...entry, at: clock.now() });
}
