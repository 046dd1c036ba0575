import type { Work } from "../../framework/context.ts";
import { mails } from "./tables.ts";

/**
 * Removes what the scope's organization wrote to an address when it was nobody's: it is sealed for the organization, so
 * that it would outlive whoever the address turned out to belong to.
 */
export async function dropMails(ctx: Work, address: string): Promise<void> {
  const { organizationId } = ctx.db.scope;
  if (!organizationId) throw new Error("mails to an address without a user belong to an organization");
  const db = ctx.db.of(mails);
  const rows = await db
    .selectFrom("mails")
    .select(["id", "address"])
    .where("organization_id", "=", organizationId)
    .where("user_id", "is", null)
    .execute();
  if (rows.length === 0) return;
  const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "comms_log");
  const ids = rows.flatMap((row) => (ctx.open(mails, key, row).address === address ? row.id : []));
  if (ids.length > 0) await db.deleteFrom("mails").where("id", "in", ids).execute();
}
