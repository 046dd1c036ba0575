import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { dailyCounts, peopleMin } from "../tables.ts";

export const countOnlyMany = promise("analytics.aggregate", {
  enforcedBy: ["modules/telemetry/tables.ts#dailyCounts", "modules/telemetry/count-days.job.ts#countDays"],
  tests: ["server/src/modules/telemetry/count-days.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const found = await acrossTenants(look.database, "look whether counts of few are refused", async (db) => {
      const checks = await db.query<{ says: string }>(
        "select pg_get_constraintdef(oid) as says from pg_constraint where conrelid = 'daily_counts'::regclass and contype = 'c'",
      );
      const few = await db.query("select 1 from daily_counts where people < $1 limit 1", [peopleMin]);
      return { isGuarded: checks.some(({ says }) => says.includes(`people >= ${peopleMin}`)), few: few.length };
    });
    const naming = Object.keys(dailyCounts.columns).filter((name) => /user|organization|person|ip|network/.test(name));
    return judge(
      { least_people: peopleMin, too_few: found.few },
      [peopleMin >= 10 && found.isGuarded, "The database takes a count of fewer than ten people."],
      [found.few === 0, "There is a count of fewer than ten people."],
      [naming.length === 0, "A count names whom it counts."],
    );
  },
});
