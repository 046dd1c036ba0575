import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import type { DiscoveredProvider } from "../../../integrations/roles/identity-provider.ts";
import { askProviders } from "../ask-providers.ts";
import { providerRefusals, refusalOf } from "../refusal-of.ts";
import { identityProviders } from "../tables.ts";
import { redirectUri } from "./describe-providers.ts";
import { findProvider } from "./find-provider.ts";

export const testProvider = endpoint({
  method: "POST",
  path: "/identity-providers/{identity_provider_id}/test",
  summary: "Ask a provider how it describes itself, without signing anybody in.",
  scope: "organization",
  permission: "sign_in.write",
  purpose: "account",
  rate: "expensive",
  input: z.strictObject({ identity_provider_id: z.string() }),
  output: z.object({
    issuer: z.string(),
    authorization_endpoint: z.string(),
    token_endpoint: z.string(),
    keys: z.int().describe("How many keys it publishes."),
    algorithms: z
      .array(z.string())
      .describe("Of those it signs with, the ones that are taken here. None: sign-in cannot work."),
    supports_pkce: z.boolean(),
    names_itself_in_answers: z
      .boolean()
      .describe("RFC 9207. Without it, mixing up two providers is noticed later, by the token."),
  }),
  refusals: providerRefusals,
  audit: { action: "identity_provider.tested", target: (_, { identity_provider_id }) => identity_provider_id },
  load: (ctx, { identity_provider_id }) => findProvider(ctx, identity_provider_id),
  async prepare(ctx, { identity_provider_id }) {
    const stored = await findProvider(ctx, identity_provider_id);
    const key = await ctx.keys.of({ kind: "organization", id: ctx.scope.organizationId }, "credential");
    const { issuer, client: clientId, client_secret: clientSecret } = ctx.open(identityProviders, key, stored);
    const { providers, fetch } = askProviders(ctx);
    const way = { fetch, redirectUri: redirectUri(ctx) };
    // A failure is told only to who may ask: after the decision, in `run`.
    return providers.inspect({ issuer, clientId, clientSecret }, way).catch((error: unknown) => refusalOf(error));
  },
  run(_ctx, _input, { prepared }) {
    if (prepared instanceof Error) throw prepared;
    const found = prepared as DiscoveredProvider;
    return Promise.resolve({
      issuer: found.issuer,
      authorization_endpoint: found.authorizationEndpoint,
      token_endpoint: found.tokenEndpoint,
      keys: found.keys,
      algorithms: found.algorithms,
      supports_pkce: found.supportsPkce,
      names_itself_in_answers: found.namesItselfInAnswers,
    });
  },
});
