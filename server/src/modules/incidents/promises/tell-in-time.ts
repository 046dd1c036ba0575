import { later, secondMs } from "../../../framework/clock.ts";
import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { policiesPort } from "../../../egress/public.ts";
import { isLate, reckonReport } from "../reckon-report.ts";

const longestHours = 72;

export const tellInTime = promise("breach.clock", {
  enforcedBy: [
    "modules/incidents/reckon-report.ts#reckonReport",
    "modules/incidents/report-incident.ts#reportIncident",
    "modules/incidents/watch-incidents.job.ts#watchIncidents",
  ],
  tests: ["server/src/modules/incidents/incidents.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const hours = (await look.port(policiesPort).read({})).number("breach.authority_hours");
    const due = reckonReport(look.at, hours);
    const clock = [-secondMs, 0, secondMs].map((ms) => isLate(due, later(due, ms))).join();
    const [row] = await acrossTenants(look.database, "look whether incidents were reported in time", (db) =>
      db.query<{ open: number; late: number; unfounded: number }>(
        `select (count(*) filter (where reported_at is null))::int as open,
           (count(*) filter (where reported_at is null and due_at < $1))::int as late,
           (count(*) filter (where reported_at > due_at and late_reason is null))::int as unfounded
         from incidents where not is_drill`,
        [look.at],
      ),
    );
    return judge(
      { hours, open: row!.open, late: row!.late },
      [hours <= longestHours, "The policy allows more than 72 hours."],
      [due.getTime() - look.at.getTime() === hours * 3600 * secondMs, "The clock runs longer than promised."],
      [clock === "false,false,true", "The clock does not run out when it should."],
      [row!.late === 0, "An authority was not told of an incident in time."],
      [row!.unfounded === 0, "An incident was reported late and without reasons."],
    );
  },
});
