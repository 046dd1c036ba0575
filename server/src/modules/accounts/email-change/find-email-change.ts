import type { Work } from "../../../framework/context.ts";
import { lookup } from "../../../framework/tenant.ts";
import { hashToken } from "../../sessions/public.ts";
import { userErrors } from "../../users/public.ts";

type Found = { id: string; user_id: string };

const changeByConfirmHash = lookup<[Buffer, Date], Found>(
  "email_change_by_confirm_hash",
  "select id, user_id from email_changes where confirm_hash = $1 and completed_at is null and expires_at > $2",
);

const changeByUndoHash = lookup<[Buffer, Date], Found>(
  "email_change_by_undo_hash",
  "select id, user_id from email_changes where undo_hash = $1 and expires_at > $2",
);

/** Which change a mailed link is about, and whose. @throws Refusal `users.link_spent` */
export async function findEmailChange(ctx: Work, link: "confirm" | "undo", token: string): Promise<Found> {
  const hash = hashToken(token);
  const [found] =
    link === "confirm"
      ? await ctx.lookup(changeByConfirmHash, hash, ctx.at)
      : await ctx.lookup(changeByUndoHash, hash, ctx.at);
  if (!found) throw userErrors.link_spent();
  return found;
}
