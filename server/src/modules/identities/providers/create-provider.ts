import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { memberErrors } from "../../members/public.ts";
import { roleErrors } from "../../roles/public.ts";
import { identityErrors } from "../errors.ts";
import { identityProviders } from "../tables.ts";
import { checkProvider } from "./check-provider.ts";
import { describeProviders, providerFields, providerOutput } from "./describe-providers.ts";
import { setDomains } from "./set-domains.ts";

const providersMax = 50;

export const createProvider = endpoint({
  method: "POST",
  path: "/identity-providers",
  summary: "Connect a provider that says who your members are.",
  description:
    "Any OpenID Connect provider. It signs people in once a domain of theirs is proved by a DNS record: `POST /identity-providers/{identity_provider_id}/check-domains` looks for it.",
  scope: "organization",
  permission: "sign_in.write",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({
    ...providerFields,
    domains: providerFields.domains.default([]),
    group_claim: providerFields.group_claim.default("groups"),
    group_roles: providerFields.group_roles.default([]),
    default_role: providerFields.default_role.default("viewer"),
    left_groups: providerFields.left_groups.default("keep_role"),
    adds_members: providerFields.adds_members.default(false),
    is_required: providerFields.is_required.default(false),
  }),
  output: providerOutput,
  status: 201,
  refusals: [
    identityErrors.limit_reached,
    identityErrors.domain_refused,
    identityErrors.issuer_refused,
    memberErrors.above_own_role,
    roleErrors.above_own_rights,
  ],
  audit: { action: "identity_provider.connected", target: ({ id }) => id },
  async run(ctx, { domains, ...asked }) {
    await checkProvider(ctx, asked);
    const { organizationId, userId } = ctx.scope;
    const db = ctx.db.of(identityProviders);
    const known = await db
      .selectFrom("identity_providers")
      .select("id")
      .where("organization_id", "=", organizationId)
      .execute();
    if (known.length >= providersMax) throw identityErrors.limit_reached({ limit: providersMax });
    const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "credential");
    const whose = { organization_id: organizationId, id: ctx.newId("idp"), created_by: userId };
    const row = ctx.seal(identityProviders, key, { ...asked, ...whose, created_at: ctx.at, version: 1 });
    const { group_roles, ...rest } = row;
    await db
      .insertInto("identity_providers")
      .values({ ...rest, group_roles })
      .execute();
    await setDomains(ctx, row.id, domains);
    const { created_by: _, ...stored } = row;
    return (await describeProviders(ctx, [stored]))[0]!;
  },
});
