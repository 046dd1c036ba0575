import type { Work } from "../../../framework/context.ts";
import { lookup } from "../../../framework/tenant.ts";

const suppressRecipient = lookup<[string, string, Date], { delivery_id: string }>(
  "suppress_recipient",
  `insert into mail_suppressions (user_id, address_index, reason, delivery_id, created_at)
   select user_id, recipient_index, $2, id, $3 from deliveries where id = $1 and kind = 'mail' and recipient_index is not null and user_id is not null
   on conflict (address_index) do update set user_id = excluded.user_id, reason = excluded.reason, delivery_id = excluded.delivery_id, created_at = excluded.created_at
   returning delivery_id`,
);

/** Whoever a mail was for is not written to any more. @returns whether there is such a mail */
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
