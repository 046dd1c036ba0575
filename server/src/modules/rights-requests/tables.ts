import { regimeNames } from "../../privacy/public.ts";
import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** What somebody can ask for. A question is whatever has no name of its own. */
export const requestKinds = [
  "access",
  "rectify",
  "erase",
  "restrict",
  "object",
  "port",
  "withdraw_consent",
  "complain",
  "report_minor",
  "question",
] as const;
export type RequestKind = (typeof requestKinds)[number];

export const askers = ["self", "agent", "guardian"] as const;
/**
 * How it was shown that whoever asks may: a link to their own address, one to the subject's, the signed word of a
 * representative that is relied on, or what a member was shown.
 */
export const proofs = [
  "own_link",
  "subject_link",
  "representative",
  "signed_permission",
  "document",
  "spoken",
] as const;
export const rightsStates = ["verifying", "open", "answered", "withdrawn", "duplicate"] as const;
export const outcomes = ["fulfilled", "partly", "refused"] as const;

const said = { purposes: ["rights", "account"], seal: "subject", erase: "shred", export: true } as const;

/** What somebody outside asks of an organization under a right of theirs, and the clock it runs by. */
export const rightsRequests = table("rights_requests", {
  tenant: "organization",
  owner: owns.organization(),
  keep: {
    cls: "support",
    because: "Whoever answers for the data has to answer in time, and show that they did.",
    until: { column: "expires_at", days: 0 },
  },
  columns: {
    id: plain.id("rrq"),
    kind: plain.oneOf(requestKinds),
    regime: plain.oneOf(regimeNames),
    asker: plain.oneOf(askers),
    state: plain.oneOf(rightsStates),
    proof: plain.oneOf(proofs).nullable(),
    outcome: plain.oneOf(outcomes).nullable(),
    /** Of the links that were mailed: to whoever asks, and to whom it is about where that is somebody else. */
    token_hash: plain.hash(),
    subject_token_hash: plain.hash().nullable(),
    residence: personal.text({ ...said, category: "user.location" }).nullable(),
    name: personal.text({ ...said, category: "user.name" }).nullable(),
    address: personal.text({ ...said, category: "user.contact.email" }),
    /** Finds what else the same address asked for, and goes with the account that has it. */
    address_index: personal.blindIndex({
      category: "user.contact.email",
      purposes: said.purposes,
      erase: "delete",
      names: "email_index",
    }),
    /** Of whom it is about, where somebody else asks. */
    subject_address: personal.text({ ...said, category: "user.contact.email" }).nullable(),
    details: personal.text({ ...said, category: "user.communication" }).nullable(),
    extension_reason: personal.text({ ...said, category: "user.communication" }).nullable(),
    reply: personal.text({ ...said, category: "user.communication" }).nullable(),
    /** The representative that asked by a signed message, and how it calls this request. */
    representative_id: plain.looseRef().nullable(),
    agent_request_id: personal.text({ ...said, category: "user.communication" }).nullable(),
    /** Where it wants to be told how it goes on. */
    status_callback: personal.text({ ...said, category: "user.communication" }).nullable(),
    /** Whom it turned out to be about, and what was done for them. */
    workspace_id: plain.looseRef().nullable(),
    contact_id: plain.looseRef().nullable(),
    privacy_request_id: plain.looseRef().nullable(),
    /** Workspaces that keep the data it is about, and when it was passed to the first of them. */
    forwarded_to: plain.words().nullable(),
    forwarded_at: plain.time().nullable(),
    created_at: plain.time(),
    confirmed_at: plain.time().nullable(),
    subject_confirmed_at: plain.time().nullable(),
    due_at: plain.time(),
    extended_at: plain.time().nullable(),
    /** The nearest day before it is due of which members were reminded. */
    reminded_days: plain.int().nullable(),
    overdue_told_at: plain.time().nullable(),
    /** Until when whoever asked has to be told that it came in, where the law asks for that; and when they were. */
    acknowledge_until: plain.time().nullable(),
    acknowledged_at: plain.time().nullable(),
    /** When members were reminded of it, and told that it is too late. */
    acknowledge_reminded_at: plain.time().nullable(),
    acknowledge_late_told_at: plain.time().nullable(),
    archive_opened_at: plain.time().nullable(),
    closed_at: plain.time().nullable(),
    /** When the row itself lapses; empty while somebody waits for an answer. */
    expires_at: plain.time().nullable(),
  },
  indexes: [
    { on: ["token_hash"] },
    { on: ["subject_token_hash"], where: "subject_token_hash is not null" },
    { on: ["address_index"] },
    { on: ["due_at"], where: "closed_at is null" },
    { on: ["acknowledge_until"], where: "acknowledge_until is not null and acknowledged_at is null" },
    { on: ["expires_at"] },
  ],
});
