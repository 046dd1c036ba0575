import * as z from "zod";
import { minuteMs } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { policyAcceptances } from "./tables.ts";

type Silent = { organization_id: string; user_id: string; version: number; hash: string };

const atOnce = 500;

/** Members who were here since the version in force took effect, and said nothing to it. */
const silent = `
  select v.organization_id, m.user_id, v.version, v.hash
  from (select distinct on (organization_id) organization_id, version, hash, effective_at from policy_versions
    where effective_at <= $1 order by organization_id, version desc) v
  join memberships m on m.organization_id = v.organization_id
  where exists (select 1 from sessions s where s.user_id = m.user_id and s.last_seen_at > v.effective_at)
    and not exists (select 1 from policy_acceptances a where a.organization_id = v.organization_id
      and a.user_id = m.user_id and a.version >= v.version)
  order by v.organization_id, m.user_id limit $2`;

/** Going on under a version counts as accepting it; that it did is written down, with the version's hash. */
export const noteGoingOn = job({
  name: "policy_versions.note_going_on",
  data: z.object({}),
  purpose: "account",
  long: true,
  perTenantMax: 1,
  everyMs: minuteMs,
  async run(ctx) {
    const rows = await acrossTenants(ctx.database, "find who goes on under a version of a policy", (db) =>
      db.query<Silent>(silent, [ctx.at, atOnce]),
    );
    for (const row of rows) {
      ctx.signal.throwIfAborted();
      await ctx.inScope(
        async ({ db, newId, at }) => {
          const said = { answer: "continued" as const, said_at: at };
          const values = { id: newId("pac"), ...row, ...said };
          const insert = db.of(policyAcceptances).insertInto("policy_acceptances").values(values);
          await insert.onConflict((on) => on.columns(["organization_id", "user_id", "version"]).doNothing()).execute();
        },
        proveScope({ organizationId: row.organization_id, userId: row.user_id }),
      );
    }
  },
});
