import type { Work } from "../../framework/context.ts";
import { indexEmail } from "../users/public.ts";
import { mails } from "./tables.ts";

/**
 * Removes what the scope's organization wrote to an address when it was nobody's: it is sealed for the organization, so
 * that it would outlive whoever the address turned out to belong to.
 */
export async function dropMails(ctx: Work, address: string): Promise<void> {
  const { organizationId } = ctx.db.scope;
  if (!organizationId) throw new Error("mails to an address without a user belong to an organization");
  await ctx.db
    .of(mails)
    .deleteFrom("mails")
    .where("organization_id", "=", organizationId)
    .where("address_index", "=", indexEmail(ctx.keyring, address))
    .execute();
}
