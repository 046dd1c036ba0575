import type { Work } from "../../framework/context.ts";

/** Ends a client and so every token it ever got. @returns whether it was in force, and the user's of the scope */
export async function revokeFamily(ctx: Work, id: string, because: "asked" | "token_reused"): Promise<boolean> {
  const sql = `update api_clients set revoked_at = $3, revoked_because = $4, expires_at = least(expires_at, $3)
    where user_id = $1 and id = $2 and revoked_at is null returning id`;
  return (await ctx.db.query(sql, [ctx.db.scope.userId, id, ctx.at, because])).length > 0;
}

/** Ends everything that acts for this user, devices allowed but not yet fetched among it. */
export async function revokeApiClients(ctx: Work, userId: string): Promise<void> {
  const sql = `update api_clients set revoked_at = $2, revoked_because = 'asked', expires_at = least(expires_at, $2)
    where user_id = $1 and revoked_at is null`;
  await ctx.db.query(sql, [userId, ctx.at]);
}
