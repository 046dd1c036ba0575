import { hourMs, later, minuteMs } from "../../../framework/clock.ts";
import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { stateOfPromise } from "../../../privacy/public.ts";

export const watchOurselves = promise("security.monitor", {
  enforcedBy: ["privacy/promises/state-of-promise.ts#stateOfPromise", "privacy/promises/run-probes.ts#runProbes"],
  tests: ["server/src/modules/promises/promises.test.ts"],
  everyMinutes: 10,
  async probe(look) {
    const name = "account.password";
    const known = {
      at: look.at,
      capable: new Set<string>(),
      periods: new Map([[name, 10]]),
      attested: new Map<string, Date>(),
    };
    const stateAfter = (minutes: number) =>
      stateOfPromise(name, {
        ...known,
        seen: new Map([[name, { outcome: "kept", at: later(look.at, -minutes * minuteMs) }]]),
      });
    const [row] = await acrossTenants(look.database, "look whether recurring work is done", (db) =>
      db.query<{ all: number; late: number }>(
        "select count(*)::int as all, (count(*) filter (where next_at < $1 and name = any($2)))::int as late from job_schedules",
        [later(look.at, -hourMs), look.app.jobs.map((job) => job.name)],
      ),
    );
    return judge(
      { schedules: row!.all, late: row!.late, after_two_periods: stateAfter(20) },
      [
        stateAfter(19) === "kept" && stateAfter(20) === "unknown",
        "What nobody looked at any more is not shown as unknown.",
      ],
      [row!.late === 0, "Recurring work is not done any more."],
    );
  },
});
