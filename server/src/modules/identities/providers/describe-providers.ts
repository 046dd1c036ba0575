import * as z from "zod";
import type { Sealed } from "../../../framework/columns.ts";
import type { Work } from "../../../framework/context.ts";
import { timeOutput } from "../../../framework/endpoint.ts";
import { proofRecord } from "../read-domain.ts";
import {
  type GivenRole,
  givenRoles,
  type GroupRole,
  identityDomains,
  identityProviders,
  leftGroups,
  type LeftGroups,
} from "../tables.ts";

const roleField = z.enum(givenRoles as [GivenRole, ...GivenRole[]]);
const groupRoleField = z
  .union([roleField, z.templateLiteral(["rol_", z.string().max(60)])])
  .describe("A role, or the id of one of the organization's own: its members are guests besides.");

/** What an admin says of a provider. */
export const providerFields = {
  name: z.string().trim().min(1).max(80).describe("Shown on the button."),
  issuer: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .describe("Exactly as the provider writes it; its discovery document lies below."),
  client: z.string().trim().min(1).max(300),
  client_secret: z.string().trim().min(1).max(1000).describe("Kept sealed, never shown again."),
  domains: z
    .array(z.string().max(260))
    .max(20)
    .describe("E-mail domains it may speak for, each proved by a DNS record."),
  group_claim: z.string().trim().min(1).max(100).describe("Claim of the ID token that lists groups."),
  group_roles: z
    .array(z.strictObject({ group: z.string().trim().min(1).max(200), role: groupRoleField }))
    .max(50)
    .describe("The first whose group someone is in decides their role, at each sign-in."),
  default_role: roleField.describe("For new members who are in none of the groups."),
  left_groups: z
    .enum(leftGroups)
    .describe(
      "What becomes of a member whose groups give no role: nothing, the default role, or no membership. Owners stay.",
    ),
  adds_members: z.boolean().describe("Whoever it vouches for becomes a member by signing in."),
  is_required: z.boolean().describe("Members enter by this provider only. Owners always may enter otherwise."),
};

export const providerOutput = z.object({
  id: z.string(),
  name: z.string(),
  issuer: z.string(),
  client: z.string(),
  redirect_uri: z.string().describe("To be entered at the provider."),
  domains: z.array(
    z.object({
      domain: z.string(),
      proven_at: timeOutput.nullable(),
      record_name: z.string().describe("Name of the TXT record that proves the domain."),
      record_value: z.string(),
    }),
  ),
  group_claim: z.string(),
  group_roles: z.array(z.object({ group: z.string(), role: groupRoleField })),
  default_role: roleField,
  left_groups: z.enum(leftGroups),
  adds_members: z.boolean(),
  is_required: z.boolean(),
  created_at: timeOutput,
  version: z.int(),
});

export type StoredProvider = {
  organization_id: string;
  id: string;
  name: Sealed<string>;
  issuer: Sealed<string>;
  client: Sealed<string>;
  client_secret: Sealed<string>;
  group_claim: Sealed<string>;
  group_roles: Sealed<GroupRole[]>;
  default_role: GivenRole;
  left_groups: LeftGroups | null;
  adds_members: boolean;
  is_required: boolean;
  created_at: Date;
  version: number;
};

export const redirectUri = (ctx: Work): string => `${ctx.deployment.origin}/sign-in/callback`;

/** Providers as an admin sees them, without their secrets. */
export async function describeProviders(
  ctx: Work<"organization">,
  rows: readonly StoredProvider[],
): Promise<z.input<typeof providerOutput>[]> {
  const { organizationId } = ctx.scope;
  const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "credential");
  const query = ctx.db.of(identityDomains).selectFrom("identity_domains").selectAll();
  const domains = await query.where("organization_id", "=", organizationId).orderBy("id").execute();
  return rows.map((row) => {
    const { organization_id: _, client_secret: _secret, ...opened } = ctx.open(identityProviders, key, row);
    const own = domains.filter((one) => one.identity_provider_id === row.id);
    return {
      ...opened,
      left_groups: opened.left_groups ?? "keep_role",
      redirect_uri: redirectUri(ctx),
      domains: own.map((one) => {
        const { domain, proven_at } = ctx.open(identityDomains, key, one);
        const record = proofRecord(ctx.keyring, organizationId, domain);
        return { domain, proven_at, record_name: record.name, record_value: record.value };
      }),
    };
  });
}

export const storedColumns = [
  "organization_id",
  "id",
  "name",
  "issuer",
  "client",
  "client_secret",
  "group_claim",
  "group_roles",
  "default_role",
  "left_groups",
  "adds_members",
  "is_required",
  "created_at",
  "version",
] as const;
