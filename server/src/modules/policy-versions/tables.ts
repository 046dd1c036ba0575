import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import type { PolicyValue } from "../../privacy/public.ts";
import type { OperatorProfile } from "./operator-profile.ts";

/** Who runs the deployment, as its policies name them. Published, like the register of processors. */
export const operatorProfiles = table("operator_profiles", {
  tenant: "deployment",
  owner: owns.nobody("A company's name, seat and addresses for the public; published on every policy."),
  keep: { cls: "none", because: "A policy names who answers for it." },
  columns: {
    id: plain.oneOf(["operator"]),
    profile: plain.json<OperatorProfile>(),
    changed_at: plain.time(),
    version: plain.int(),
  },
});

/** What was in force when a version was published: what the next one is compared with. */
export type PolicySnapshot = {
  values: Record<string, PolicyValue>;
  processors: Record<
    string,
    { country: string; purposes: readonly string[]; data_categories: readonly string[]; retention_days: number }
  >;
  purposes: string[];
  /** The legal basis of each purpose. */
  bases: Record<string, string>;
  promises: string[];
  /** Hashes of the sentences before they are filled in, and of who answers for them. */
  wording: string;
  operator: string;
};

/** A privacy policy as it was published. Never changed, and never removed while its organization is there. */
export const policyVersions = table("policy_versions", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "account", because: "What was promised at any time can be looked up, byte for byte." },
  appendOnly: true,
  columns: {
    id: plain.id("pvr"),
    version: plain.int(),
    /** SHA-256 of the document, in hex; what the audit log seals. */
    hash: plain.word(),
    document: personal.text({
      category: "organization.content",
      purposes: ["account"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    snapshot: plain.json<PolicySnapshot>(),
    is_material: plain.bool(),
    published_by: plain.actor(),
    published_at: plain.time(),
    effective_at: plain.time(),
  },
  indexes: [{ on: ["organization_id", "version"], unique: true }],
});

/** What a member said to a version: that they go on, or not; or that they went on without a word. Declining closes no door but the one they leave by. */
export const policyAcceptances = table("policy_acceptances", {
  tenant: "organization",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: { cls: "account", because: "Whoever relies on an acceptance has to show to what it was given, and when." },
  columns: {
    id: plain.id("pac"),
    user_id: plain.ref("users"),
    version: plain.int(),
    hash: plain.word(),
    answer: plain.oneOf(["accepted", "declined", "continued"]),
    said_at: personal.time({ category: "user.consent", purposes: ["account"], erase: "delete", export: true }),
  },
  indexes: [{ on: ["user_id"] }, { on: ["organization_id", "user_id", "version"], unique: true }],
});
