import type { Context, Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { hashToken } from "../sessions/public.ts";
import { userErrors } from "../users/public.ts";
import { emailTokens } from "./tables.ts";

type Kind = "verify_email" | "reset_password";

const tokenByHash = lookup<[Buffer, Kind, Date], { user_id: string }>(
  "email_token_by_hash",
  "select user_id from email_tokens where token_hash = $1 and kind = $2 and expires_at > $3",
);

/** Whose link this is. @throws Refusal `users.link_spent` */
export async function findTokenUser(ctx: Work, kind: Kind, token: string): Promise<string> {
  const [found] = await ctx.lookup(tokenByHash, hashToken(token), kind, ctx.at);
  if (!found) throw userErrors.link_spent();
  return found.user_id;
}

/** Uses up a link and all of its kind, and goes on as its user. Of several requests with one link, one gets here. */
export async function spendToken(ctx: Context, kind: Kind, userId: string, token: string): Promise<void> {
  await ctx.become({ userId });
  const spent = await ctx.db
    .of(emailTokens)
    .deleteFrom("email_tokens")
    .where("user_id", "=", userId)
    .where("kind", "=", kind)
    .returning("token_hash")
    .execute();
  if (!spent.some((row) => row.token_hash.equals(hashToken(token)))) throw userErrors.link_spent();
}
