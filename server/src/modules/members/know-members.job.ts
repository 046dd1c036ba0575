import * as z from "zod";
import { hourMs } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { knowMember } from "../guardrails/public.ts";
import { readOwnName } from "./add-member.ts";

const most = 2000;

const unknownSql = `select m.organization_id, m.user_id from memberships m join users u on u.id = m.user_id
   where u.suspended_at is null and not exists (
     select 1 from known_member_names k where k.organization_id = m.organization_id and k.user_id = m.user_id)
   limit ${most}`;

/** Makes the guardrail know everyone who was a member before it did. Each in a transaction of its own. */
export const knowMembers = job({
  name: "members.know",
  data: z.object({}),
  purpose: "account",
  everyMs: hourMs,
  long: true,
  async run({ database, inScope }) {
    const found = await acrossTenants(database, "find members that the guardrail does not know", (db) =>
      db.query<{ organization_id: string; user_id: string }>(unknownSql),
    );
    for (const { organization_id, user_id } of found) {
      const scope = proveScope({ organizationId: organization_id, userId: user_id });
      await inScope(async (step) => knowMember(step, await readOwnName(step), [organization_id]), scope);
    }
  },
});
