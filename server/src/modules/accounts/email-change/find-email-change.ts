import type { Work } from "../../../framework/context.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { hashToken } from "../../sessions/public.ts";
import { userErrors } from "../../users/public.ts";

export type EmailChange = { id: string; user_id: string; created_at: Date };

const changeByConfirmHash = lookup<[Buffer, Date], EmailChange>(
  "email_change_by_confirm_hash",
  "select id, user_id, created_at from email_changes where confirm_hash = $1 and completed_at is null and expires_at > $2",
);

const changeByUndoHash = lookup<[Buffer, Date], EmailChange>(
  "email_change_by_undo_hash",
  "select id, user_id, created_at from email_changes where undo_hash = $1 and expires_at > $2",
);

/** Which change a mailed link is about, and whose. @throws Refusal `users.link_spent` */
export async function findEmailChange(ctx: Work, link: "confirm" | "undo", token: string): Promise<EmailChange> {
  const hash = hashToken(token);
  const [found] =
    link === "confirm"
      ? await ctx.lookup(changeByConfirmHash, hash, ctx.at)
      : await ctx.lookup(changeByUndoHash, hash, ctx.at);
  if (!found) throw userErrors.link_spent();
  return found;
}
