import * as z from "zod";
import { dayMs, later, minuteMs } from "../../framework/clock.ts";
import type { Context } from "../../framework/context.ts";
import { newSecret } from "../../framework/ids.ts";
import { hashToken } from "../sessions/public.ts";

/** `security.tokens`: an access token lives at most a quarter of an hour. */
export const accessMs = 15 * minuteMs;
/** A device that stays away longer has to be allowed again. */
const refreshMs = 30 * dayMs;

export const tokensOutput = z.object({
  access_token: z.string(),
  token_type: z.literal("Bearer"),
  expires_in: z.int(),
  refresh_token: z.string().describe("Works once: each use answers with the next."),
  scope: z.string(),
});

/** A new pair for a client of the scope's user: two random secrets, kept as hashes. */
export async function giveTokens(
  ctx: Context,
  client: { id: string; scopes: readonly string[] },
): Promise<z.input<typeof tokensOutput>> {
  const [access, refresh] = [newSecret("avow_at_"), newSecret("avow_rt_")];
  const expires = later(ctx.at, refreshMs);
  await ctx.db.query(
    `with client as (
       update api_clients set last_used_at = $9, expires_at = $8, taken_at = coalesce(taken_at, $9)
       where user_id = $2 and id = $3 and revoked_at is null returning id)
     insert into api_client_tokens (id, user_id, api_client_id, access_hash, access_expires_at, refresh_hash, expires_at, created_at)
     select $1, $2, id, $5, $6, $7, $8, $9 from client where id = $4`,
    [
      ctx.newId("apt"),
      ctx.db.scope.userId,
      client.id,
      client.id,
      hashToken(access),
      later(ctx.at, accessMs),
      hashToken(refresh),
      expires,
      ctx.at,
    ],
  );
  return {
    access_token: access,
    token_type: "Bearer",
    expires_in: accessMs / 1000,
    refresh_token: refresh,
    scope: client.scopes.join(" "),
  };
}
