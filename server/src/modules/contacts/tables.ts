import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

export const ageStates = ["unknown", "declared_adult", "verified_adult", "minor"] as const;
export type AgeState = (typeof ageStates)[number];

export const identityKinds = ["email", "phone", "telegram", "whatsapp", "web_visitor", "social"] as const;
export type IdentityKind = (typeof identityKinds)[number];

/** What an outside person may agree to, or not. */
export const consentPurposes = ["ai", "messages", "marketing", "memory"] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** How somebody said it. */
export const consentWays = ["form", "message", "spoken", "paper", "import", "other"] as const;

const theirs = { purposes: ["contacts"], seal: "subject", erase: "shred", export: true } as const;
/** What an endpoint for webhooks is told where the policy allows it. */
const told = { ...theirs, purposes: ["contacts", "deliveries"] } as const;
const kept = {
  cls: "account",
  because: "A contact is there until a member deletes it, or the person asks for it.",
} as const;

/** An outside person as one workspace knows them. The workspace answers for what it keeps about them. */
export const contacts = table("contacts", {
  tenant: "workspace",
  owner: owns.contact("id"),
  keep: kept,
  columns: {
    id: plain.id("con"),
    name: personal.text({ ...told, category: "user.name" }).nullable(),
    age_state: plain.oneOf(ageStates),
    created_by: plain.actor(),
    created_at: plain.time(),
    updated_at: plain.time(),
    version: plain.int(),
    /** Being erased: nothing shows it any more. */
    suspended_at: plain.time().nullable(),
  },
  // Its id alone says which one, so that its keys are nobody else's.
  indexes: [{ on: ["id"], unique: true }, { on: ["created_by"] }],
});

/** By what a contact is reached or recognised. One value is one contact's, in one workspace. */
export const contactIdentities = table("contact_identities", {
  tenant: "workspace",
  owner: owns.via("contact_id", "contacts"),
  keep: kept,
  columns: {
    id: plain.id("cid"),
    contact_id: plain.ref("contacts"),
    kind: plain.oneOf(identityKinds),
    /** Of a social handle: where it is one. */
    network: plain.word().nullable(),
    value: personal.text({ ...told, category: "user.contact" }),
    /** Kind, network and normalised value, hashed under a pepper of the organization's own. */
    value_index: personal.blindIndex({ category: "user.contact", purposes: ["contacts"], erase: "delete" }),
    /** Of handles and ids: finds one in a text that is about to leave. */
    mark: personal
      .blindIndex({ category: "user.contact", purposes: ["contacts", "guardrails"], erase: "delete" })
      .nullable(),
    created_at: plain.time(),
  },
  indexes: [
    { on: ["workspace_id", "contact_id"] },
    { on: ["workspace_id", "value_index"], unique: true },
    { on: ["workspace_id", "mark"], where: "mark is not null" },
  ],
});

/** What a contact agreed to, and what they took back: the newest of a purpose holds, and none is ever changed. */
export const contactConsents = table("contact_consents", {
  tenant: "workspace",
  owner: owns.via("contact_id", "contacts"),
  keep: { cls: "account", because: "Whoever relies on a consent has to show when and how it was given." },
  columns: {
    id: plain.id("cns"),
    contact_id: plain.ref("contacts"),
    purpose: plain.oneOf(consentPurposes),
    state: plain.oneOf(["given", "withdrawn"]),
    how: plain.oneOf(consentWays),
    /** In whose words or where it can be looked up. */
    evidence: personal.text({ ...theirs, category: "user.consent" }).nullable(),
    /** The words they agreed to, by which name, and their SHA-256 in hex. */
    text: personal.text({ ...theirs, category: "user.consent" }).nullable(),
    text_version: personal.text({ ...theirs, category: "user.consent" }).nullable(),
    text_hash: plain.word().nullable(),
    recorded_by: plain.actor(),
    recorded_at: plain.time(),
  },
  indexes: [{ on: ["workspace_id", "contact_id", "purpose", "recorded_at"] }, { on: ["recorded_by"] }],
});

export const lockKinds = ["restriction", "objection"] as const;

/** What may not be done with a contact's data any more: nothing at all, or not for one purpose. It outdoes any consent. */
export const contactLocks = table("contact_locks", {
  tenant: "workspace",
  owner: owns.via("contact_id", "contacts"),
  keep: { cls: "account", because: "A lock is obeyed until it is lifted, and it has to show when it held." },
  columns: {
    id: plain.id("clk"),
    contact_id: plain.ref("contacts"),
    kind: plain.oneOf(lockKinds),
    /** Of an objection: to what. A restriction is of everything. */
    purpose: plain.oneOf(consentPurposes).nullable(),
    locked_at: plain.time(),
    lifted_at: plain.time().nullable(),
    /** How they were told before it was lifted, and what outweighs their wish. */
    told_how: plain.oneOf(consentWays).nullable(),
    grounds: personal.text({ ...theirs, category: "user.communication" }).nullable(),
  },
  indexes: [
    { on: ["workspace_id", "contact_id", "id"] },
    { on: ["workspace_id", "contact_id", "kind", "purpose"], where: "lifted_at is null" },
  ],
});

/** Ids of what came to a contact by a merge, by table. */
export type Moved = {
  identities: string[];
  consents: string[];
  merges: string[];
  generations?: string[];
  locks?: string[];
  along?: string[];
};

/** What another contact was before it became part of this one, so that it can be taken apart again. */
export const contactMerges = table("contact_merges", {
  tenant: "workspace",
  owner: owns.via("contact_id", "contacts"),
  keep: { cls: "account", because: "Two contacts that turn out to be two people can be told apart again." },
  columns: {
    id: plain.id("cmg"),
    contact_id: plain.ref("contacts"),
    /** The id the other contact had, and gets again. */
    merged_id: plain.looseRef(),
    name: personal.text({ ...theirs, category: "user.name" }).nullable(),
    age_state: plain.oneOf(ageStates),
    /** What is restored here when it is taken apart, where it is still as the merge left it. */
    kept_age_state: plain.oneOf(ageStates),
    took_name: plain.bool(),
    moved: plain.json<Moved>(),
    first_known_at: plain.time(),
    merged_by: plain.actor(),
    merged_at: plain.time(),
  },
  indexes: [{ on: ["workspace_id", "contact_id"] }, { on: ["merged_by"] }],
});
