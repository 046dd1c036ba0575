import { personal, plain, retentionClasses } from "../framework/columns.ts";
import { owns, table } from "../framework/table.ts";

/** One key per subject and retention class, wrapped under the keyring. Destroying it is erasing what it sealed. */
export const subjectKeys = table("subject_keys", {
  tenant: "deployment",
  owner: owns.nobody("Random keys, useless without the keyring. They are what erasure destroys."),
  own: [
    ["subject_id", "user"],
    ["subject_id", "organization"],
  ],
  keep: { cls: "account", because: "Whatever is sealed for a subject opens with these, until the subject is erased." },
  key: ["subject_id", "cls"],
  columns: {
    subject_id: plain.looseRef(),
    subject_kind: plain.oneOf(["user", "organization"]),
    cls: plain.oneOf(retentionClasses),
    epoch: plain.word(),
    wrapped: plain.bytes(),
    created_at: plain.time(),
  },
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
    until: { column: "created_at", days: 365 },
  },
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
    { on: ["log_id", "id"] },
    { on: ["organization_id", "id"] },
    { on: ["user_id", "id"] },
    { on: ["id"], where: "leaf_index is null" },
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

export const privacyTables = [subjectKeys, auditEntries, logNodes, logCheckpoints];
