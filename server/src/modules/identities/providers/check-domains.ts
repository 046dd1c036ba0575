import * as z from "zod";
import { resolveTextPort } from "../../../egress/public.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { proofRecord } from "../read-domain.ts";
import { identityDomains } from "../tables.ts";
import { describeProviders, providerOutput } from "./describe-providers.ts";
import { findProvider } from "./find-provider.ts";

export const checkDomains = endpoint({
  method: "POST",
  path: "/identity-providers/{identity_provider_id}/check-domains",
  summary: "Look for the DNS records that prove a provider's domains.",
  description: "A domain whose record is gone is no longer proved, and the provider no longer speaks for it.",
  scope: "organization",
  permission: "sign_in.write",
  purpose: "account",
  rate: "expensive",
  input: z.strictObject({ identity_provider_id: z.string() }),
  output: providerOutput,
  audit: { action: "identity_provider.domains_checked", target: ({ id }) => id },
  async prepare(ctx, { identity_provider_id }): Promise<Map<string, boolean>> {
    const { organizationId } = ctx.scope;
    const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "credential");
    const query = ctx.db.of(identityDomains).selectFrom("identity_domains").select(["organization_id", "id", "domain"]);
    const own = query
      .where("organization_id", "=", organizationId)
      .where("identity_provider_id", "=", identity_provider_id);
    const resolve = ctx.port(resolveTextPort);
    const checked = (await own.execute()).map(async (row): Promise<[string, boolean]> => {
      const { name, value } = proofRecord(ctx.keyring, organizationId, ctx.open(identityDomains, key, row).domain);
      return [row.id, (await resolve(name)).includes(value)];
    });
    return new Map(await Promise.all(checked));
  },
  load: (ctx, { identity_provider_id }) => findProvider(ctx, identity_provider_id, "to change"),
  async run(ctx, _input, { resource, prepared }) {
    const sql = "update identity_domains set proven_at = $3 where organization_id = $1 and id = $2";
    for (const [id, isProven] of prepared as Map<string, boolean>)
      await ctx.db.query(sql, [ctx.scope.organizationId, id, isProven ? ctx.at : null]);
    return (await describeProviders(ctx, [resource]))[0]!;
  },
});
