import { regimeNames, regimes } from "../../../privacy/public.ts";
import { later, secondMs } from "../../../framework/clock.ts";
import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { isOverdue, reckonDue, reckonExtended } from "../clock/reckon-due.ts";

/** The longest that the laws known here allow, with the extension, from the day it came in. */
const longestDays = { gdpr: 31, uk_gdpr: 31, ccpa: 45, lgpd: 15, other: 30 } as const;
const promised = { days: 30, extensionDays: 60, enquiryBusinessDays: 5 };

/** Whether each law's clock runs out when it should, and a second later counts as late. */
function findWrongClock(from: Date): string | undefined {
  return regimeNames.find((regime) => {
    const due = reckonDue(from, { kind: "access", regime }, promised);
    const days = (due.getTime() - from.getTime()) / (86_400 * secondMs);
    const isLate = [0, secondMs].map((ms) => isOverdue(due, later(due, ms)));
    const extended = reckonExtended(due, { kind: "access", regime }, promised);
    const isExtendable = extended !== undefined && extended > due;
    return (
      days > longestDays[regime] || isLate[0] || !isLate[1] || isExtendable !== (regimes[regime].extension !== null)
    );
  });
}

export const answerInTime = promise("dsar.clock", {
  enforcedBy: [
    "modules/rights-requests/clock/reckon-due.ts#reckonDue",
    "modules/rights-requests/clock/reckon-due.ts#reckonAcknowledge",
    "modules/rights-requests/watch-clocks.job.ts#watchClocks",
    "modules/rights-requests/extend-rights-request.ts#extendRightsRequest",
  ],
  tests: [
    "server/src/modules/rights-requests/clock/reckon-due.test.ts",
    "server/src/modules/rights-requests/rights-requests.test.ts",
  ],
  everyMinutes: 30,
  async probe(look) {
    const [row] = await acrossTenants(look.database, "look whether requests are answered in time", (db) =>
      db.query<{ open: number; late: number; untold: number; unfounded: number }>(
        `select (count(*) filter (where closed_at is null))::int as open,
           (count(*) filter (where closed_at is null and confirmed_at is not null and due_at < $1))::int as late,
           (count(*) filter (where closed_at is null and confirmed_at is not null and acknowledged_at is null
             and acknowledge_until < $1))::int as untold,
           (count(*) filter (where state = 'answered' and (outcome is null or reply is null)))::int as unfounded
         from rights_requests`,
        [look.at],
      ),
    );
    const wrong = findWrongClock(look.at);
    return judge(
      { open: row!.open, late: row!.late, laws: regimeNames.length },
      [row!.late === 0, "A request was not answered in time."],
      [row!.untold === 0, "Somebody was not told in time that their request came in."],
      [row!.unfounded === 0, "A request was closed without an answer."],
      [wrong === undefined, `The clock of ${wrong ?? ""} runs wrong.`],
    );
  },
});
