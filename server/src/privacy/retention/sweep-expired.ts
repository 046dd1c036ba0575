import type { Work } from "../../framework/context.ts";
import type { AnyTable } from "../../framework/table.ts";
import { acrossTenants, type Db } from "../../framework/database/tenant.ts";
import { leavingHash } from "../audit/seal-log.ts";
import type { Catalogue } from "../catalogue.ts";
import { heldRows } from "../holds/held-rows.ts";
import type { ReadAmounts } from "../amounts.ts";
import { type AmountOf, isParameter, latestBeginning, limitOf, parameters } from "../parameters.ts";
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
 * @param readAmounts the policies in force: the deployment's for everyone, then an organization's own where it may be stricter
 */
export async function sweepExpired(
  means: Means,
  catalogue: Catalogue,
  readAmounts?: ReadAmounts,
): Promise<Map<string, number>> {
  const swept = new Map<string, number>();
  const amountOf = await readAmounts?.();
  for (const table of catalogue.values()) {
    const { until } = table.keep;
    if (!until) continue;
    const sweep = openSweep(means, catalogue, table);
    let rows = await sweep(cutoffOf(until, means.clock.now(), amountOf));
    if (readAmounts && isOwnChoice(table)) rows += await sweepByOrganization(means, table, { readAmounts, sweep });
    if (rows > 0) swept.set(table.name, rows);
  }
  for (const [name, rows] of swept) means.log.info({ table: name, rows }, "expired rows were deleted");
  return swept;
}

/** Whether organizations choose for themselves how long the rows of a table stay. */
function isOwnChoice({ keep: { until }, tenant }: AnyTable): boolean {
  if (!until || !("parameter" in until) || tenant === "deployment") return false;
  return isParameter(until.parameter) && parameters[until.parameter].lowest !== "deployment";
}

type Sweep = (cutoff: Date, organizationId?: string) => Promise<number>;
type Own = { readAmounts: ReadAmounts; sweep: Sweep };

/** Whoever has rows older than anybody could have chosen is asked for what they chose. */
async function sweepByOrganization(means: Means, table: AnyTable, { readAmounts, sweep }: Own): Promise<number> {
  const until = table.keep.until!;
  const now = means.clock.now();
  const asked = await acrossTenants(means.database, `whose ${table.name} may be due`, (db) =>
    db.query<{ organization_id: string }>(
      `select distinct organization_id from ${table.name} where ${until.column} <= $1 order by organization_id`,
      [cutoffOf(until, now, leastOf)],
    ),
  );
  let rows = 0;
  for (const { organization_id: id } of asked) rows += await sweep(cutoffOf(until, now, await readAmounts(id)), id);
  return rows;
}

/** The shortest that anybody may choose. */
const leastOf: AmountOf = (name) => {
  const found = parameters[name];
  if (found.kind !== "number") throw new TypeError(`${name} is no length of time`);
  return found.min;
};

function openSweep(means: Means, catalogue: Catalogue, table: AnyTable): Sweep {
  const held = heldRows(catalogue, table);
  const isAged = `t.${table.keep.until!.column} <= $1${held === undefined ? "" : ` and (${held}) is not true`}`;
  let isRecorded = false;
  return async (cutoff, organizationId) => {
    const own = organizationId === undefined ? [] : [organizationId];
    const isDue = organizationId === undefined ? isAged : `${isAged} and t.organization_id = $2`;
    for (let rows = 0; ; ) {
      const gone = await acrossTenants(means.database, `retention of ${table.name}`, async (db) => {
        const count = await deleteBatch(db, table, isDue, [cutoff, ...own]);
        if (count > 0 && !isRecorded) await recordSweep(db, means, table);
        return count;
      });
      isRecorded ||= gone > 0;
      rows += gone;
      if (gone < batchMax) return rows;
    }
  };
}

async function deleteBatch(db: Db, table: AnyTable, isDue: string, values: readonly unknown[]): Promise<number> {
  const [gone] = await db.query<{ rows: number }>(
    `with gone as (
       delete from ${table.name} where ctid = any(array(
         select t.ctid from ${table.name} t where ${leavingHash(table.name, isDue)} limit ${batchMax}))
       returning 1)
     select count(*)::int as rows from gone`,
    [...values],
  );
  return gone?.rows ?? 0;
}

function recordSweep(db: Db, { keys, clock, principal, newId }: Means, table: AnyTable): Promise<void> {
  const requestId = newId("req");
  const entry = { action: "retention.swept", target: table.name, principal, client: undefined, requestId };
  return auditRecorder(keys)(db, { ...entry, at: clock.now() });
}
