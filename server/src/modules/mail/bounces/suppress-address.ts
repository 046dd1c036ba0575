import type { Work } from "../../../framework/context.ts";
import { lookup } from "../../../framework/database/tenant.ts";

const again = (key: string) =>
  `on conflict (${key}) do update set reason = excluded.reason, delivery_id = excluded.delivery_id, created_at = excluded.created_at`;

const suppressRecipient = lookup<[string, string, Date], { delivery_id: string }>(
  "suppress_recipient",
  `with mailed as (select * from deliveries where id = $1 and kind in ('mail', 'tool_mail') and recipient_index is not null),
     of_user as (insert into mail_suppressions (user_id, address_index, reason, delivery_id, created_at)
       select user_id, recipient_index, $2, id, $3 from mailed where user_id is not null
       ${again("address_index")}, user_id = excluded.user_id returning delivery_id),
     of_nobody as (insert into address_suppressions (organization_id, holder, address_index, reason, delivery_id, created_at)
       select organization_id, holder, recipient_index, $2, id, $3 from mailed where user_id is null and organization_id is not null
       ${again("organization_id, holder, address_index")} returning delivery_id)
   select delivery_id from of_user union all select delivery_id from of_nobody`,
);

/**
 * Whoever a mail was for is not written to any more: by nobody here where they have an account, else by whoever wrote to
 * them. @returns whether there is such a mail
 */
export async function suppressAddress(
  work: Work,
  deliveryId: string,
  reason: "bounced" | "complained",
): Promise<boolean> {
  return (await work.lookup(suppressRecipient, deliveryId, reason, work.clock.now())).length > 0;
}

/** Of the statuses of RFC 3463 those that say the mailbox does not exist, not that it is full or that a rule stood in the way. */
export const isHard = (status: string | undefined): boolean =>
  status === undefined || /^5\.(?:1\.(?:1|2|3|6|10)|2\.1)$/.test(status);
