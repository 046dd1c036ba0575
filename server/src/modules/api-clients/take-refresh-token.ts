import type { Context, Work } from "../../framework/context.ts";
import { CommittedRefusal } from "../../framework/errors.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { raiseSecurityEvent } from "../security-events/public.ts";
import { hashToken } from "../sessions/public.ts";
import { apiClientErrors } from "./errors.ts";
import { giveTokens } from "./give-tokens.ts";
import { revokeFamily } from "./revoke-family.ts";

export type FoundToken = { id: string; user_id: string; client_id: string; scopes: string[] };

const refreshTokenByHash = lookup<[Buffer, string, Date], FoundToken>(
  "refresh_token_by_hash",
  `select t.id, t.user_id, c.id as client_id, c.scopes
   from api_client_tokens t join api_clients c on c.id = t.api_client_id join users u on u.id = c.user_id
   where t.refresh_hash = $1 and c.program = $2 and t.expires_at > $3 and c.revoked_at is null and u.suspended_at is null`,
);

/** The client a refresh token belongs to, used or not. @throws Refusal `api_clients.invalid_grant` */
export async function findRefreshToken(ctx: Work, program: string, token: string): Promise<FoundToken> {
  const [found] = await ctx.lookup(refreshTokenByHash, hashToken(token), program, ctx.at);
  if (!found) throw apiClientErrors.invalid_grant();
  return found;
}

/**
 * Gives the next pair for a refresh token not used before. Whoever comes second with one, thief or owner, ends the
 * whole family: nobody can tell which of them it is (RFC 9700 § 4.14.2).
 */
export async function takeRefreshToken(ctx: Context, { id, user_id, client_id, scopes }: FoundToken) {
  await ctx.become({ userId: user_id });
  const sql =
    "update api_client_tokens set used_at = $3 where user_id = $1 and id = $2 and used_at is null returning id";
  const isFirst = (await ctx.db.query(sql, [user_id, id, ctx.at])).length > 0;
  if (isFirst) return giveTokens(ctx, { id: client_id, scopes });
  if (await revokeFamily(ctx, client_id, "token_reused")) {
    const facts = { api_client_id: client_id };
    await raiseSecurityEvent(ctx, { kind: "token.reused", severity: "critical", userId: user_id, facts });
  }
  throw new CommittedRefusal(apiClientErrors.invalid_grant());
}
