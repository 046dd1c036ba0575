import type { Work } from "../../framework/context.ts";
import { indexEmail } from "../users/public.ts";

/**
 * Removes what the scope's organization wrote to an address when it was nobody's: it is sealed for the organization, so
 * that it would outlive whoever the address turned out to belong to.
 */
export async function dropMails(ctx: Work, address: string): Promise<void> {
  const { organizationId } = ctx.db.scope;
  if (!organizationId) throw new Error("mails to an address without a user belong to an organization");
  await ctx.db.query(
    "delete from deliveries where holder = $1 and recipient_index = $2 and kind = 'mail' and user_id is null",
    [organizationId, indexEmail(ctx.keyring, address)],
  );
}
