import { createHash, timingSafeEqual } from "node:crypto";
import type { Context, Work } from "../../../framework/context.ts";
import { CommittedRefusal } from "../../../framework/errors.ts";
import { hashToken } from "../../../framework/ids.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { raiseSecurityEvent } from "../../security-events/public.ts";
import { resourceOf } from "../authorize/read-request.ts";
import { connectedAppErrors } from "../errors.ts";
import { requireKnown } from "../register/find-app.ts";
import { revokeApp } from "../revoke-app.ts";
import { giveAppTokens, type Grant } from "./give-app-tokens.ts";

/** What an app brings to get tokens. */
export type Brought = {
  client_id: string;
  code?: string | undefined;
  code_verifier?: string | undefined;
  redirect_uri?: string | undefined;
  refresh_token?: string | undefined;
  scope?: string | undefined;
  resource?: string | undefined;
};

type Found = Grant & { token_id: string | null; challenge: Buffer; redirect_hash: Buffer };

/** A grant of somebody who is still a member where they gave it. */
const grantOf = `c.id, c.user_id, c.organization_id, c.workspace_id, c.scopes, c.challenge, c.redirect_hash`;
const joined = `join users u on u.id = c.user_id and u.suspended_at is null
   join memberships m on m.user_id = c.user_id and m.organization_id = c.organization_id`;

const appByCode = lookup<[Buffer, Buffer, Date], Found>(
  "connected_app_by_code",
  `select ${grantOf}, null as token_id from connected_apps c ${joined}
   where c.code_hash = $1 and c.client_hash = $2 and c.revoked_at is null and (c.code_expires_at > $3 or c.taken_at is not null)`,
);

const appByRefreshToken = lookup<[Buffer, Buffer, Date], Found>(
  "connected_app_by_refresh_hash",
  `select ${grantOf}, t.id as token_id from connected_app_tokens t
   join connected_apps c on c.workspace_id = t.workspace_id and c.id = t.connected_app_id ${joined}
   where t.refresh_hash = $1 and c.client_hash = $2 and t.expires_at > $3 and c.revoked_at is null`,
);

/** What somebody allowed, by the code they sent the app, or by its last refresh token, used or not. @throws Refusal */
export async function findAppGrant(ctx: Work, brought: Brought): Promise<Found> {
  await requireKnown(ctx, brought.client_id);
  if (brought.resource !== undefined && brought.resource !== resourceOf(ctx.deployment.origin))
    throw connectedAppErrors.invalid_target();
  const client = hashToken(brought.client_id);
  const isCode = brought.code !== undefined;
  const secret = hashToken(brought.code ?? brought.refresh_token ?? "");
  const [found] = isCode
    ? await ctx.lookup(appByCode, secret, client, ctx.at)
    : await ctx.lookup(appByRefreshToken, secret, client, ctx.at);
  if (!found || (isCode && !isProven(found, brought))) throw connectedAppErrors.invalid_grant();
  const asked = (brought.scope ?? "").split(" ").filter(Boolean);
  if (!asked.every((one) => found.scopes.includes(one))) throw connectedAppErrors.invalid_scope();
  return found;
}

/** Only whoever asked has the verifier (RFC 7636 § 4.6), and knows where the code was sent. */
function isProven({ challenge, redirect_hash }: Found, { code_verifier = "", redirect_uri = "" }: Brought): boolean {
  if (!/^[A-Za-z0-9._~-]{43,128}$/.test(code_verifier)) return false;
  const isSame = (kept: Buffer, given: string) => timingSafeEqual(kept, createHash("sha256").update(given).digest());
  return isSame(challenge, code_verifier) && isSame(redirect_hash, redirect_uri);
}

/**
 * Gives tokens for a code or a refresh token not used before. Whoever comes second with one, thief or owner, ends all that the
 * app was given: nobody can tell which of them it is (RFC 6749 § 4.1.2, RFC 9700 § 4.14.2).
 */
export async function takeAppGrant(ctx: Context, found: Found) {
  await ctx.become({ userId: found.user_id });
  const { token_id, id, user_id } = found;
  const taken =
    token_id === null
      ? await ctx.db.query(
          "update connected_apps set taken_at = $3 where user_id = $1 and id = $2 and taken_at is null and revoked_at is null returning id",
          [user_id, id, ctx.at],
        )
      : await ctx.db.query(
          "update connected_app_tokens set used_at = $3 where user_id = $1 and id = $2 and used_at is null returning id",
          [user_id, token_id, ctx.at],
        );
  if (taken.length > 0) return giveAppTokens(ctx, found);
  if (await revokeApp(ctx, id, token_id === null ? "code_reused" : "token_reused")) {
    const facts = { connected_app_id: id };
    await raiseSecurityEvent(ctx, { kind: "token.reused", severity: "critical", userId: user_id, facts });
  }
  throw new CommittedRefusal(connectedAppErrors.invalid_grant());
}
