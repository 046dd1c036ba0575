import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { memberErrors } from "../../members/public.ts";
import { roleErrors } from "../../roles/public.ts";
import { identityErrors } from "../errors.ts";
import { identityProviders } from "../tables.ts";
import { checkProvider } from "./check-provider.ts";
import { describeProviders, providerFields, providerOutput } from "./describe-providers.ts";
import { findProvider } from "./find-provider.ts";
import { setDomains } from "./set-domains.ts";

export const updateProvider = endpoint({
  method: "PATCH",
  path: "/identity-providers/{identity_provider_id}",
  summary: "Change a provider: its settings, domains and roles.",
  description: "Without `client_secret` the one that is kept stays.",
  scope: "organization",
  permission: "sign_in.write",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({ identity_provider_id: z.string(), ...z.strictObject(providerFields).partial().shape }),
  output: providerOutput,
  versioned: true,
  refusals: [
    identityErrors.domain_refused,
    identityErrors.issuer_refused,
    memberErrors.above_own_role,
    roleErrors.above_own_rights,
  ],
  audit: { action: "identity_provider.changed", target: ({ id }) => id },
  load: (ctx, { identity_provider_id }) => findProvider(ctx, identity_provider_id, "to change"),
  async run(ctx, { identity_provider_id: id, domains, ...asked }, { resource }) {
    await checkProvider(ctx, asked);
    const { organizationId } = ctx.scope;
    const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "credential");
    const opened = ctx.open(identityProviders, key, resource);
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const row = ctx.seal(identityProviders, key, { ...opened, ...given, version: resource.version + 1 });
    const { organization_id: _, id: _id, ...changed } = row;
    await ctx.db
      .of(identityProviders)
      .updateTable("identity_providers")
      .set(changed)
      .where("organization_id", "=", organizationId)
      .where("id", "=", id)
      .execute();
    if (domains) await setDomains(ctx, id, domains);
    return (await describeProviders(ctx, [row]))[0]!;
  },
});
