import { dayMs, later, minuteMs } from "../../../framework/clock.ts";
import type { Context } from "../../../framework/context.ts";
import { hashToken, newSecret } from "../../../framework/ids.ts";

/** `security.tokens`: an access token lives at most a quarter of an hour. */
export const appAccessMs = 15 * minuteMs;
/** An app that stays away longer has to be allowed again. */
const refreshMs = 30 * dayMs;

/** What a token is of: found by a code or by the token before it. */
export type Grant = {
  id: string;
  user_id: string;
  organization_id: string;
  workspace_id: string;
  scopes: string[];
};

/** A new pair for an app of the scope's user: two random secrets, kept as hashes, good for `/mcp` alone. */
export async function giveAppTokens(ctx: Context, { id, user_id, organization_id, workspace_id, scopes }: Grant) {
  const [access, refresh] = [newSecret("avow_mt_"), newSecret("avow_mr_")];
  const expires = later(ctx.at, refreshMs);
  await ctx.db.query(
    `with app as (
       update connected_apps set last_used_at = $10, expires_at = $9
       where user_id = $2 and id = $3 and revoked_at is null returning id)
     insert into connected_app_tokens (id, user_id, connected_app_id, organization_id, workspace_id, access_hash, access_expires_at, refresh_hash, expires_at, created_at)
     select $1, $2, id, $4, $5, $6, $7, $8, $9, $10 from app`,
    [
      ctx.newId("apk"),
      user_id,
      id,
      organization_id,
      workspace_id,
      hashToken(access),
      later(ctx.at, appAccessMs),
      hashToken(refresh),
      expires,
      ctx.at,
    ],
  );
  return {
    access_token: access,
    token_type: "Bearer" as const,
    expires_in: appAccessMs / 1000,
    refresh_token: refresh,
    scope: scopes.join(" "),
  };
}
