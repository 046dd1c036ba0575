import { dayMs, later } from "../../framework/clock.ts";
import type { Look } from "../../framework/promise.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { leavingHash } from "../audit/seal-log.ts";
import { limitOf, shift } from "../parameters.ts";

/** The sweep runs hourly; what is a day late was not swept. */
const slackMs = dayMs;

export type Overdue = { tables: number; rows: number; first: string };

/** Rows that should have gone by the time one parameter says, of every table that goes by it. */
export async function countOverdue(look: Look, parameter: string): Promise<Overdue> {
  const tables = look.app.tables.filter(
    ({ keep }) => keep.until && "parameter" in keep.until && keep.until.parameter === parameter,
  );
  const late = await acrossTenants(look.database, "look whether the sweep leaves nothing", async (db) => {
    const counts: { name: string; count: number }[] = [];
    for (const { name, keep } of tables) {
      const before = later(shift(look.at, limitOf(keep.until!), -1), -slackMs);
      const condition = leavingHash(name, `t.${keep.until!.column} < $1`);
      const sql = `select count(*)::int as count from (select 1 from ${name} t where ${condition} limit 1000) late`;
      const [row] = await db.query<{ count: number }>(sql, [before]);
      if (row!.count > 0) counts.push({ name, count: row!.count });
    }
    return counts;
  });
  const rows = late.reduce((sum, { count }) => sum + count, 0);
  return { tables: tables.length, rows, first: late[0]?.name ?? "" };
}
