import * as z from "zod";
import { dayMs, later } from "../../../framework/clock.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { hashToken, newSecret } from "../../../framework/ids.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { isRedirect } from "../authorize/is-same-redirect.ts";
import { connectedAppErrors } from "../errors.ts";
import { cleanName, sealApp } from "./seal-app.ts";

const bodyBytesMax = 16_384;
/** Whoever is not allowed by anybody within this time is forgotten. */
const unusedMs = dayMs;
/** So many that nobody has allowed yet; more is a flood. */
const unusedMax = 20_000;

const addRegisteredApp = lookup<[string, Buffer, Buffer, Date, Date, number], { id: string }>(
  "add_registered_app",
  `insert into registered_apps (id, client_hash, facts, created_at, expires_at)
   select $1, $2, $3, $4, $5 where (select count(*) from registered_apps where allowed_at is null and expires_at > $4) < $6
   returning id`,
);

const words = z.array(z.string().max(100)).max(20);

export const registerApp = endpoint({
  method: "POST",
  path: "/oauth/register",
  summary: "Register an app, so that it can ask people to let it act for them by the Model Context Protocol.",
  description:
    "OAuth 2.0 dynamic client registration (RFC 7591), for apps without a client metadata document. Registering gives no right; an app that nobody allows within a day is forgotten.",
  dialect: "oauth",
  scope: "anonymous",
  permission: "public",
  purpose: "security",
  rate: "credentials",
  bodyBytesMax,
  input: z.strictObject({
    redirect_uris: z.array(z.string().max(500)).min(1).max(10),
    client_name: z.string().max(400).optional(),
    grant_types: words.optional(),
    response_types: words.optional(),
  }),
  output: z.object({
    client_id: z.string(),
    client_id_issued_at: z.int(),
    client_name: z.string(),
    redirect_uris: z.array(z.string()),
    grant_types: z.array(z.string()),
    response_types: z.array(z.string()),
    token_endpoint_auth_method: z.literal("none"),
  }),
  status: 201,
  refusals: [
    connectedAppErrors.invalid_redirect_uri,
    connectedAppErrors.invalid_client_metadata,
    connectedAppErrors.registrations_full,
  ],
  audit: { action: "app.registered", target: () => "" },
  async run(ctx, { redirect_uris, client_name, grant_types, response_types }) {
    if (!redirect_uris.every(isRedirect)) throw connectedAppErrors.invalid_redirect_uri();
    const asksForCode =
      (grant_types?.includes("authorization_code") ?? true) && (response_types?.includes("code") ?? true);
    if (!asksForCode) throw connectedAppErrors.invalid_client_metadata();
    const clientId = newSecret("avow_app_");
    const name = cleanName(client_name);
    const facts = sealApp(ctx.keyring, clientId, { name, redirectUris: redirect_uris });
    const until = later(ctx.at, unusedMs);
    const added = await ctx.lookup(
      addRegisteredApp,
      ctx.newId("rga"),
      hashToken(clientId),
      facts,
      ctx.at,
      until,
      unusedMax,
    );
    if (added.length === 0) throw connectedAppErrors.registrations_full({}, 3600);
    return {
      client_id: clientId,
      client_id_issued_at: Math.floor(ctx.at.getTime() / 1000),
      client_name: name,
      redirect_uris,
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      token_endpoint_auth_method: "none" as const,
    };
  },
});
