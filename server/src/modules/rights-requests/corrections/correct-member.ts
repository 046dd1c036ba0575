import type { Context } from "../../../framework/context.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { memberCorrected } from "../../members/public.ts";
import type { RequestRow } from "../find-request.ts";
import type { Receiver } from "./find-receivers.ts";
import { corrections } from "./tables.ts";

/** In every workspace of the organization: an event about a member reaches whoever listens in any of them. */
const receiversOfMember = lookup<[string, string], Receiver & { workspace_id: string }>(
  "receivers_of_member",
  `select 'webhook' as receiver, d.holder as workspace_id, d.target, max(d.ended_at) as received_at,
     case when exists (select from webhook_endpoints w where w.workspace_id = d.holder and w.id = d.target
       and w.state = 'enabled' and w.events && array['*', 'member.*', 'member.corrected']) then 'event' else 'by_hand' end as way
   from events e join deliveries d on d.about = e.id and d.kind = 'webhook' and d.state = 'succeeded' and d.target is not null
     and d.holder in (select id from workspaces where organization_id = $1)
   where e.organization_id = $1 and e.person_id = $2
   group by d.holder, d.target order by d.holder, d.target`,
);

/** Writes down who had received something of a member, and tells those who can be told (GDPR Art. 19). */
export async function correctMember(ctx: Context<"organization">, row: RequestRow, userId: string): Promise<void> {
  const { organization_id, id: rights_request_id } = row;
  const found = await ctx.lookup(receiversOfMember, organization_id, userId);
  const about = { organization_id, rights_request_id, person_id: userId };
  const open = { noted_at: ctx.at, told_at: null, told_by: null };
  const rows = found.map((one) => ({ id: ctx.newId("cor"), ...about, ...one, ...open }));
  if (rows.length > 0) await ctx.db.of(corrections).insertInto("corrections").values(rows).execute();
  await ctx.emit(memberCorrected, { organization_id, user_id: userId, what: "other" });
}
