import { later, secondMs } from "../../framework/clock.ts";
import type { Context, Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { hashToken } from "../sessions/public.ts";
import { apiClientErrors } from "./errors.ts";
import { giveTokens } from "./give-tokens.ts";

/** How often a device may ask whether someone has answered. */
export const pollSeconds = 5;

type Found = {
  state: "pending" | "denied";
  program: string;
  is_expired: boolean;
  is_early: boolean;
  client_id: string | null;
  user_id: string | null;
  scopes: string[] | null;
};

/** Notes the poll in the same statement; what it answers is from before. */
const pollDevice = lookup<[Buffer, Date, Date], Found>(
  "poll_device_authorization",
  `with asked as (
     select id, state, program, device_code_hash, expires_at <= $2 as is_expired, coalesce(polled_at > $3, false) as is_early
     from device_authorizations where device_code_hash = $1 for update),
   polled as (update device_authorizations d set polled_at = $2 from asked where d.id = asked.id)
   select a.state, a.program, a.is_expired, a.is_early, c.id as client_id, c.user_id, c.scopes
   from asked a left join api_clients c on c.device_code_hash = a.device_code_hash`,
);

export type Approved = { id: string; userId: string; scopes: string[] };

/** Who said yes to the device with this code. @throws the refusals of RFC 8628 § 3.5 until someone has */
export async function findApproval(ctx: Work, program: string, deviceCode: string): Promise<Approved> {
  const [found] = await ctx.lookup(pollDevice, hashToken(deviceCode), ctx.at, later(ctx.at, -pollSeconds * secondMs));
  if (!found || found.program !== program) throw apiClientErrors.invalid_grant();
  if (found.state === "denied") throw apiClientErrors.access_denied();
  if (found.is_expired) throw apiClientErrors.expired_token();
  if (found.client_id && found.user_id)
    return { id: found.client_id, userId: found.user_id, scopes: found.scopes ?? [] };
  throw found.is_early ? apiClientErrors.slow_down() : apiClientErrors.authorization_pending();
}

/** Gives the first tokens. Of several requests with one code, one gets here. */
export async function takeDeviceCode(ctx: Context, approved: Approved) {
  await ctx.become({ userId: approved.userId });
  const sql =
    "update api_clients set taken_at = $3 where user_id = $1 and id = $2 and taken_at is null and revoked_at is null returning id";
  const taken = await ctx.db.query(sql, [approved.userId, approved.id, ctx.at]);
  if (taken.length === 0) throw apiClientErrors.invalid_grant();
  return giveTokens(ctx, approved);
}
