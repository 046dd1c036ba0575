import type { Context } from "../../../framework/context.ts";
import { hashToken } from "../../../framework/ids.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { revokeApp } from "../revoke-app.ts";

const appByToken = lookup<[Buffer], { user_id: string; connected_app_id: string }>(
  "connected_app_by_token",
  "select user_id, connected_app_id from connected_app_tokens where refresh_hash = $1 or access_hash = $1",
);

/** An app has no use for what it was allowed any more (RFC 7009): all of its tokens end. */
export async function giveBackAppToken(ctx: Context, token: string): Promise<void> {
  const [found] = await ctx.lookup(appByToken, hashToken(token));
  if (!found) return;
  await ctx.become({ userId: found.user_id });
  await revokeApp(ctx, found.connected_app_id, "asked");
}
