import type { Work } from "../../framework/context.ts";

export type RevokedBecause = "asked" | "token_reused" | "code_reused" | "managed";

/** Ends an app and so every token it ever got. @returns whether it was in force, and the user's of the scope */
export async function revokeApp(ctx: Work, id: string, because: RevokedBecause): Promise<boolean> {
  const sql = `update connected_apps set revoked_at = $3, revoked_because = $4, expires_at = least(expires_at, $3)
    where user_id = $1 and id = $2 and revoked_at is null returning id`;
  return (await ctx.db.query(sql, [ctx.db.scope.userId, id, ctx.at, because])).length > 0;
}
