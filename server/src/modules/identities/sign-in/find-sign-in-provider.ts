import type { Sealed } from "../../../framework/columns.ts";
import type { Work } from "../../../framework/context.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import type { IdentityProvider } from "../../../integrations/roles/identity-provider.ts";
import { domainOf, indexDomain } from "../read-domain.ts";
import { type GivenRole, type GroupRole, identityProviders, type LeftGroups } from "../tables.ts";

/** The operator's own provider, for everybody. */
export const google = "google";
const googleIssuer = "https://accounts.google.com";

type Stored = {
  organization_id: string;
  id: string;
  issuer: Sealed<string>;
  client: Sealed<string>;
  client_secret: Sealed<string>;
  group_claim: Sealed<string>;
  group_roles: Sealed<GroupRole[]>;
  default_role: GivenRole;
  left_groups: LeftGroups | null;
  adds_members: boolean;
};

const providerByDomain = lookup<[Buffer], Stored>(
  "identity_provider_by_domain",
  `select p.organization_id, p.id, p.issuer, p.client, p.client_secret, p.group_claim, p.group_roles, p.default_role, p.left_groups, p.adds_members
   from identity_domains d join identity_providers p on p.organization_id = d.organization_id and p.id = d.identity_provider_id
   join organizations o on o.organization_id = p.organization_id
   where d.domain_index = $1 and d.proven_at is not null and o.suspended_at is null order by d.id limit 1`,
);

const providerById = lookup<[string], Stored>(
  "identity_provider_by_id",
  `select p.organization_id, p.id, p.issuer, p.client, p.client_secret, p.group_claim, p.group_roles, p.default_role, p.left_groups, p.adds_members
   from identity_providers p join organizations o on o.organization_id = p.organization_id
   where p.id = $1 and o.suspended_at is null`,
);

const provenDomain = lookup<[string, Buffer], { id: string }>(
  "proven_domain",
  "select id from identity_domains where identity_provider_id = $1 and domain_index = $2 and proven_at is not null",
);

/** A provider as signing in needs it. Without an organization it is the operator's. */
export type SignInProvider = {
  id: string;
  provider: IdentityProvider;
  organization?: {
    id: string;
    groupClaim: string;
    groupRoles: GroupRole[];
    defaultRole: GivenRole;
    leftGroups: LeftGroups;
    addsMembers: boolean;
  };
};

/** By its id, or whoever speaks for an address. */
export async function findSignInProvider(
  ctx: Work,
  asked: { id: string } | { email: string },
): Promise<SignInProvider | undefined> {
  if ("id" in asked && asked.id === google) return openGoogle(ctx);
  const [stored] =
    "id" in asked
      ? await ctx.lookup(providerById, asked.id)
      : await ctx.lookup(providerByDomain, indexDomain(ctx.keyring, domainOf(asked.email)));
  return stored && openStored(ctx, stored);
}

function openGoogle(ctx: Work): SignInProvider | undefined {
  const { google: settings } = ctx.deployment;
  if (!settings) return undefined;
  const { clientId, clientSecret, issuer = googleIssuer } = settings;
  return { id: google, provider: { issuer, clientId, clientSecret } };
}

async function openStored(ctx: Work, stored: Stored): Promise<SignInProvider | undefined> {
  const key = (await ctx.keys.many("organization", [stored.organization_id], "credential")).get(stored.organization_id);
  if (!key) return undefined;
  const opened = ctx.open(identityProviders, key, stored);
  return {
    id: opened.id,
    provider: { issuer: opened.issuer, clientId: opened.client, clientSecret: opened.client_secret },
    organization: {
      id: opened.organization_id,
      groupClaim: opened.group_claim,
      groupRoles: opened.group_roles,
      defaultRole: opened.default_role,
      leftGroups: opened.left_groups ?? "keep_role",
      addsMembers: opened.adds_members,
    },
  };
}

/** Whether a provider's word about an address counts: the organization's own proved domains; of Google's, what Google hosts. */
export async function speaksFor(ctx: Work, { id, organization }: SignInProvider, email: string, hostedDomain: unknown) {
  const domain = domainOf(email);
  if (!organization) return domain === "gmail.com" || domain === "googlemail.com" || domain === hostedDomain;
  return (await ctx.lookup(provenDomain, id, indexDomain(ctx.keyring, domain))).length > 0;
}
