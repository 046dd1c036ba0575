import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { giveBackAppToken } from "../connected-apps/public.ts";
import { hashToken } from "../sessions/public.ts";
import { revokeFamily } from "./revoke-family.ts";

const clientByToken = lookup<[Buffer], { user_id: string; api_client_id: string }>(
  "api_client_by_token",
  "select user_id, api_client_id from api_client_tokens where refresh_hash = $1 or access_hash = $1",
);

export const revokeToken = endpoint({
  method: "POST",
  path: "/oauth/revoke",
  summary: "Give back a token; every token of its device or app ends.",
  description:
    "OAuth 2.0 token revocation (RFC 7009). A token that nobody has is as good as revoked, and answered alike.",
  dialect: "oauth",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  input: z.strictObject({ token: z.string().max(200), client_id: z.string().max(1000).optional() }),
  output: nothing,
  audit: { action: "api_client.revoked", target: (_output, _input, scope) => scope.userId ?? "" },
  async run(ctx, { token }) {
    const [found] = await ctx.lookup(clientByToken, hashToken(token));
    if (!found) {
      await giveBackAppToken(ctx, token);
      return {};
    }
    await ctx.become({ userId: found.user_id });
    await revokeFamily(ctx, found.api_client_id, "asked");
    return {};
  },
});
