import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import { roleNames } from "../members/public.ts";

/** Roles a provider may give. Nobody becomes owner by what another server says. */
export const givenRoles = roleNames.filter((role) => role !== "owner");
export type GivenRole = Exclude<(typeof roleNames)[number], "owner">;
/** A role by its name, or one of the organization's own by its id. */
export type GroupRole = { group: string; role: GivenRole | `rol_${string}` };
export const isCustomRole = (role: string): role is `rol_${string}` => role.startsWith("rol_");
/** What becomes of a member who is in no mapped group any more. */
export const leftGroups = ["keep_role", "default_role", "remove"] as const;
export type LeftGroups = (typeof leftGroups)[number];

const settings = {
  category: "organization.content",
  purposes: ["account", "security"],
  seal: "subject",
  erase: "shred",
} as const;

/** A server of an organization's own that says who its members are. */
export const identityProviders = table("identity_providers", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "credential", because: "Members sign in through a provider until someone disconnects it." },
  columns: {
    id: plain.id("idp"),
    name: personal.text({ ...settings, export: true }),
    issuer: personal.text({ ...settings, export: true }),
    client: personal.text({ ...settings, export: true }),
    client_secret: personal.text({ ...settings, category: "organization.authentication", export: false }),
    group_claim: personal.text({ ...settings, export: true }),
    /** The first whose group someone is in decides. */
    group_roles: personal.json<GroupRole[]>({ ...settings, export: true }),
    default_role: plain.oneOf(givenRoles),
    /** Nothing stands for `keep_role`. */
    left_groups: plain.oneOf(leftGroups).nullable(),
    /** Whoever it vouches for becomes a member by signing in. */
    adds_members: plain.bool(),
    /** Members enter the organization by this provider or not at all; owners always may. */
    is_required: plain.bool(),
    created_by: plain.actor(),
    created_at: plain.time(),
    version: plain.int(),
  },
});

/** Domains whose e-mail addresses a provider may speak for, once the organization has shown that they are its own. */
export const identityDomains = table("identity_domains", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "credential", because: "A provider speaks for its organization's addresses until it is disconnected." },
  columns: {
    id: plain.id("idd"),
    identity_provider_id: plain.ref("identity_providers"),
    domain: personal.text({ ...settings, export: true }),
    domain_index: personal.blindIndex({
      category: "organization.content",
      purposes: ["account", "security"],
      erase: "delete",
    }),
    /** When its DNS record was last seen. */
    proven_at: plain.time().nullable(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["identity_provider_id"] }, { on: ["domain_index"] }],
});

/** Who a user is at a provider: they sign in by it. */
export const identities = table("identities", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: { cls: "credential", because: "You sign in through a provider until you unlink it." },
  columns: {
    id: plain.id("idn"),
    user_id: plain.ref("users"),
    /** Keyed hash of issuer and subject: finds whose it is, says nothing of who. */
    subject_index: personal
      .blindIndex({ category: "user.authentication", purposes: ["security"], erase: "delete" })
      .unique(),
    issuer: personal.text({
      category: "user.account",
      purposes: ["account", "security"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    email: personal.text({
      category: "user.contact.email",
      purposes: ["account", "security"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    created_at: personal.time({
      category: "user.account",
      purposes: ["account", "security"],
      erase: "delete",
      export: true,
    }),
    last_used_at: personal.time({
      category: "user.behavior",
      purposes: ["account", "security"],
      erase: "delete",
      export: true,
    }),
  },
  indexes: [{ on: ["user_id", "id"] }],
});

/** A sign-in that has left for a provider. Its contents open only for who brings back what it was sent away with. */
export const pendingSignIns = table("pending_sign_ins", {
  tenant: "deployment",
  owner: owns.nobody("Random values of one attempt, sealed under a key that only the returning browser completes."),
  keep: {
    cls: "credential",
    because: "Whoever comes back from a provider must be the browser that was sent there.",
    until: { column: "expires_at", days: 1 },
  },
  key: ["state_hash"],
  columns: {
    state_hash: plain.hash(),
    browser_hash: plain.hash(),
    contents: plain.bytes(),
    created_at: plain.time(),
    expires_at: plain.time(),
    /** When it was brought back; its contents are empty from then on. */
    spent_at: plain.time().nullable(),
  },
  indexes: [{ on: ["expires_at"] }],
});
