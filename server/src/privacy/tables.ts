import { personal, plain, retentionClasses } from "../framework/columns.ts";
import { owns, table } from "../framework/table.ts";
import type { GivenTo, SignedReceipt } from "./receipts/receipt.ts";
import { endedEpochs, keyEpochs } from "./epochs/tables.ts";
import { dutyAttestations, promiseEvidence } from "./promises/tables.ts";

/** One key per subject and retention class, wrapped under the keyring. Destroying it is erasing what it sealed. */
export const subjectKeys = table("subject_keys", {
  tenant: "deployment",
  owner: owns.nobody("Random keys, useless without the keyring. They are what erasure destroys."),
  own: [
    ["subject_id", "user"],
    ["subject_id", "organization"],
    ["organization_id", "organization"],
  ],
  keep: {
    cls: "account",
    because: "Whatever is sealed for a subject opens with these, until the subject is erased.",
    until: { column: "destroy_at", days: 0 },
  },
  key: ["subject_id", "cls"],
  columns: {
    subject_id: plain.looseRef(),
    subject_kind: plain.oneOf(["user", "organization", "contact"]),
    cls: plain.oneOf(retentionClasses),
    epoch: plain.ref("key_epochs", "restrict"),
    wrapped: plain.bytes(),
    created_at: plain.time(),
    /** The workspace a contact lies in: its keys end with it. */
    organization_id: plain.looseRef().nullable(),
    workspace_id: plain.looseRef().nullable(),
    /** Set on what outlives an erased subject: the key goes when the last row it opens does. */
    destroy_at: plain.time().nullable(),
    /** Legal holds that need it. While there is one, nothing destroys it. */
    holds: plain.words().default("'{}'"),
    /** In the hold ring: its subject is erased, and only the holds' claims may use it. */
    has_ended: plain.bool().default("false"),
    /** What `destroy_at` was before the hold, and is again after it. */
    resume_at: plain.time().nullable(),
  },
  indexes: [
    { on: ["destroy_at"], where: "destroy_at is not null" },
    { on: ["organization_id", "workspace_id"], where: "workspace_id is not null" },
  ],
});

/** Who did what, when, to what. What is personal in it is sealed under the actor's key and goes with the actor. */
export const auditEntries = table("audit_entries", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [
    ["organization_id", "organization"],
    ["user_id", "user"],
  ],
  keep: {
    cls: "audit",
    because: "Whoever answers for the data must be able to see who did what with it.",
    until: { column: "created_at", parameter: "retention.audit_months" },
  },
  key: ["log_id", "id"],
  columns: {
    id: plain.id("aud"),
    /** The log it belongs to: an organization's, or the deployment's for what a person does to their own account. */
    log_id: plain.looseRef(),
    organization_id: plain.looseRef().nullable(),
    user_id: plain.looseRef().nullable(),
    principal_kind: plain.oneOf(["anonymous", "user", "api_key", "system"]),
    principal_id: plain.word().nullable(),
    action: plain.word(),
    target: plain.word(),
    request_id: plain.word(),
    client: personal
      .json<{ ip: string; user_agent: string }>({
        category: "user.device",
        purposes: ["security", "account"],
        seal: "subject",
        erase: "shred",
        export: true,
      })
      .nullable(),
    /** Opens the leaf's commitments: who did it, and from where. */
    salt: personal
      .text({
        category: "user.unique_id",
        purposes: ["security", "account"],
        seal: "subject",
        erase: "shred",
        export: false,
      })
      .nullable(),
    actor_commitment: plain.word().nullable(),
    details_commitment: plain.word().nullable(),
    created_at: plain.time(),
    leaf_index: plain.long().nullable(),
  },
  indexes: [
    { on: ["log_id", "leaf_index"] },
    { on: ["log_id", "id"], where: "leaf_index is null" },
    { on: ["organization_id", "id"] },
    { on: ["user_id", "id"] },
    { on: ["created_at"] },
  ],
});

/** Nodes of the Merkle tree over each log's leaves (RFC 6962). */
export const logNodes = table("log_nodes", {
  tenant: "deployment",
  owner: owns.nobody("Hashes only: a leaf commits to an entry without telling it."),
  own: [["log_id", "organization"]],
  keep: { cls: "none", because: "The log proves that nothing was edited, removed or slipped in; it has to be whole." },
  key: ["log_id", "level", "position"],
  columns: { log_id: plain.looseRef(), level: plain.int(), position: plain.long(), hash: plain.hash() },
});

export const logCheckpoints = table("log_checkpoints", {
  tenant: "deployment",
  owner: owns.nobody("Signed tree heads."),
  own: [["log_id", "organization"]],
  keep: { cls: "none", because: "A checkpoint someone kept must still be comparable years later." },
  key: ["log_id", "size"],
  columns: {
    log_id: plain.looseRef(),
    size: plain.long(),
    root: plain.hash(),
    note: plain.word(),
    created_at: plain.time(),
  },
});

/** How far the events of each organization have been put in order. */
export const eventStreams = table("event_streams", {
  tenant: "deployment",
  owner: owns.nobody("An organization's id and a number."),
  own: [["stream", "organization"]],
  keep: { cls: "none", because: "Receivers go by the number; it must go on where it was, whatever was swept." },
  key: ["stream"],
  columns: { stream: plain.looseRef(), last_sequence: plain.long() },
});

export const requestStates = ["planned", "cooling_off", "executing", "completed", "withdrawn", "refused"] as const;

/** Someone asks for their data, or for its end. Gone with its subject: what stays of an erasure is the receipt. */
export const privacyRequests = table("privacy_requests", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [
    ["user_id", "user"],
    ["organization_id", "organization"],
  ],
  keep: {
    cls: "support",
    because: "You can see what you asked for, and what came of it.",
    until: { column: "expires_at", days: 0 },
  },
  columns: {
    id: plain.id("prq"),
    kind: plain.oneOf(["export", "erase"]),
    /** Whose data it is about: a user's, an organization's, or a contact's in that organization. */
    user_id: plain.looseRef().nullable(),
    organization_id: plain.looseRef().nullable(),
    contact_id: plain.looseRef().nullable(),
    /** Where a contact lies. */
    workspace_id: plain.looseRef().nullable(),
    requested_by: plain.actor(),
    state: plain.oneOf(requestStates),
    /** Why it was refused: the code of the refusal. */
    refusal: plain.word().nullable(),
    receipt_token_hash: plain.hash().nullable(),
    /** Commitment to whom it is about; whoever holds the receipt's token can open it. */
    subject_reference: plain.word().nullable(),
    /** What is carried out, and SHA-256 of its canonical text: fixed when execution begins. */
    plan: plain.json<unknown>().nullable(),
    plan_hash: plain.word().nullable(),
    /** Whom else it had been given to, as the receipt will say: noted while the rows that tell it are there. */
    given_to: plain.json<GivenTo[]>().nullable(),
    confirmed_at: plain.time().nullable(),
    /** When erasing begins, once confirmed. */
    starts_at: plain.time().nullable(),
    /** Since then no screen or endpoint shows the subject, and its keys are gone. */
    fenced_at: plain.time().nullable(),
    completed_at: plain.time().nullable(),
    created_at: plain.time(),
    /** When the row itself lapses; empty while something is still to be done. */
    expires_at: plain.time().nullable(),
  },
  indexes: [
    { on: ["user_id", "id"] },
    { on: ["organization_id", "id"] },
    { on: ["starts_at"], where: "state in ('cooling_off', 'executing')" },
    { on: ["receipt_token_hash"], unique: true },
    // At most one erasure of a subject is open.
    { on: ["user_id"], where: "kind = 'erase' and state in ('planned', 'cooling_off', 'executing')", unique: true },
    {
      on: ["organization_id"],
      where: "kind = 'erase' and state in ('planned', 'cooling_off', 'executing') and contact_id is null",
      unique: true,
    },
    { on: ["contact_id"], where: "kind = 'erase' and state in ('planned', 'cooling_off', 'executing')", unique: true },
    { on: ["contact_id", "id"], where: "contact_id is not null" },
    { on: ["expires_at"] },
  ],
});

/** One step of an erasure: done once, in batches that can stop anywhere and go on. */
export const erasureTasks = table("erasure_tasks", {
  tenant: "deployment",
  owner: owns.via("request_id", "privacy_requests"),
  keep: { cls: "support", because: "An erasure that was interrupted goes on where it stopped." },
  key: ["request_id", "position"],
  columns: {
    request_id: plain.ref("privacy_requests"),
    position: plain.int(),
    action: plain.word(),
    /** The table it is about, where it is about one. */
    target: plain.word().nullable(),
    state: plain.oneOf(["waiting", "done"]),
    rows: plain.long(),
    /** Until when what it keeps is kept. */
    kept_until: plain.time().nullable(),
    done_at: plain.time().nullable(),
  },
});

/** Signed proof of what was erased and what was kept. Tells nobody whom it is about but the holder of its token. */
export const receipts = table("receipts", {
  tenant: "deployment",
  owner: owns.nobody("Labels, counts and times; the subject is a commitment that only its holder can open."),
  keep: { cls: "none", because: "Whoever was erased must be able to show it, however late." },
  columns: {
    id: plain.id("rcp"),
    token_hash: plain.hash().unique(),
    document: plain.json<SignedReceipt>(),
    created_at: plain.time(),
  },
});

/**
 * An organization that goes on is asked to look again at what former members wrote for it. Names neither them nor
 * their content. Comes with the module that asks, below organizations.
 */
export const contentReviews = table("content_reviews", {
  tenant: "organization",
  owner: owns.organization(),
  keep: {
    cls: "account",
    because: "A receipt promised that the organization is asked by then what it still needs.",
    until: { column: "due_at", days: 30 },
  },
  columns: { id: plain.id("crv"), due_at: plain.time(), created_at: plain.time() },
  indexes: [{ on: ["organization_id", "due_at"], unique: true }, { on: ["due_at"] }],
});

/**
 * What lies in the object store, noted before it gets there: nothing is ever in the store that no row knows of. Removed
 * from both when no column declared `stored` names it any more.
 */
export const storedObjects = table("stored_objects", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [
    ["user_id", "user"],
    ["organization_id", "organization"],
  ],
  keep: { cls: "content", because: "What is removed here is removed from the store as well." },
  key: ["name"],
  columns: {
    name: plain.looseRef(),
    /** Whose file it is, where it is one person's. */
    user_id: plain.looseRef().nullable(),
    /** Where it lies. */
    organization_id: plain.looseRef(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["user_id"] }, { on: ["organization_id"] }, { on: ["created_at"] }],
});

export const privacyTables = [
  keyEpochs,
  endedEpochs,
  subjectKeys,
  auditEntries,
  logNodes,
  logCheckpoints,
  eventStreams,
  privacyRequests,
  erasureTasks,
  receipts,
  storedObjects,
  promiseEvidence,
  dutyAttestations,
];
