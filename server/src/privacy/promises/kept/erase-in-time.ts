import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { amountsPort } from "../../amounts.ts";
import { durationBy, shift } from "../../parameters.ts";

export const eraseInTime = promise("retention.account", {
  enforcedBy: ["privacy/erase/carry-out-erasure.ts#carryOutErasure", "privacy/erase/certify-erasure.ts#certifyErasure"],
  tests: ["server/src/privacy/erase/carry-out-erasure.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const amountOf = await look.port(amountsPort)();
    const by = shift(look.at, durationBy("retention.account_days", amountOf), -1);
    const [row] = await acrossTenants(look.database, "look whether erasures end in time", (db) =>
      db.query<{ open: number; late: number; done: number; opened: number }>(
        `select (count(*) filter (where state in ('cooling_off', 'executing')))::int as open,
           (count(*) filter (where state = 'completed'))::int as done,
           (count(*) filter (where state in ('cooling_off', 'executing') and confirmed_at < $1))::int as late,
           (count(*) filter (where state = 'completed' and exists (select 1 from subject_keys k
             where k.subject_id = coalesce(r.contact_id, r.user_id, r.organization_id) and k.destroy_at is null and not k.has_ended)))::int as opened
         from privacy_requests r where kind = 'erase'`,
        [by],
      ),
    );
    return judge(
      { open: row!.open, completed: row!.done, late: row!.late },
      [row!.late === 0, "An erasure was confirmed and is not done in time."],
      [row!.opened === 0, "The keys of someone who was erased are still there."],
    );
  },
});
