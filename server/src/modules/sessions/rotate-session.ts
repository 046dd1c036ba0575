import type { Context, Work } from "../../framework/context.ts";
import { hashToken, newSecret } from "../../framework/ids.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { sessions } from "./tables.ts";

/**
 * Gives the session that asks another token, so that whoever knew the old one has nothing. `proved` notes besides that
 * the person has just shown who they are.
 */
export async function rotateSession(ctx: Context<"user">, { proved }: { proved: boolean }): Promise<void> {
  if (ctx.principal.kind !== "user") return;
  const token = newSecret();
  const [session] = await ctx.db
    .of(sessions)
    .updateTable("sessions")
    .set({ token_hash: hashToken(token), ...(proved ? { authenticated_at: ctx.at } : {}) })
    .where("user_id", "=", ctx.scope.userId)
    .where("id", "=", ctx.principal.sessionId)
    .returning("expires_at")
    .execute();
  if (session) ctx.session.begin(token, session.expires_at);
}

const unprove = lookup<[string], { id: string }>(
  "forget_proofs",
  "update sessions set authenticated_at = null where user_id = $1 and authenticated_at is not null returning id",
);

/**
 * Somebody else can do more from now on. A token of theirs can only be changed in an answer to them, which proving does:
 * until then no session of theirs, whoever holds it, does anything dangerous.
 */
export async function forgetProofs(ctx: Work, userId: string): Promise<void> {
  await ctx.lookup(unprove, userId);
}
