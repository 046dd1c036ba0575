import type { Context } from "../../framework/context.ts";
import { dayMs, later } from "../../framework/clock.ts";
import { hashToken, newSecret } from "../../framework/ids.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { noteSignIn } from "./anomalies/note-sign-in.ts";
import { rememberDevice } from "./anomalies/remember-device.ts";
import { idleMs } from "./identify-caller.ts";
import { locateClient } from "./locate-client.ts";
import { sessions } from "./tables.ts";

/** A session ends after so long even in daily use. */
const absoluteMs = 90 * dayMs;

const endByToken = lookup<[Buffer], { id: string }>(
  "end_session_by_token",
  "delete from sessions where token_hash = $1 returning id",
);

/** Signs in the user this transaction belongs to. A session that the browser still had ends, so no token outlives a sign-in. */
export async function beginSession(ctx: Context, method: string, provedAt: Date | null = ctx.at): Promise<string> {
  const userId = ctx.db.scope.userId!;
  const token = newSecret();
  const id = ctx.newId("ses");
  const expiresAt = later(ctx.at, absoluteMs);
  const country = await locateClient(ctx, ctx.client.ip);
  const key = await ctx.keys.of({ kind: "user", id: userId }, "telemetry");
  const row = ctx.seal(sessions, key, {
    id,
    user_id: userId,
    token_hash: hashToken(token),
    client: { ip: ctx.client.ip, user_agent: ctx.client.userAgent, country },
    created_at: ctx.at,
    last_seen_at: ctx.at,
    authenticated_at: provedAt,
    method,
    idle_expires_at: later(ctx.at, idleMs),
    expires_at: expiresAt,
  });
  await ctx.db.of(sessions).insertInto("sessions").values(row).execute();
  if (ctx.session.presented) await ctx.lookup(endByToken, hashToken(ctx.session.presented));
  ctx.session.begin(token, expiresAt);
  await rememberDevice(ctx);
  await noteSignIn(ctx, country);
  return id;
}
