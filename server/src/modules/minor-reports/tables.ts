import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

export const relations = ["member", "guardian", "other"] as const;
export const minorReportStates = ["open", "lifted", "removing"] as const;

const words = {
  category: "user.status",
  purposes: ["rights", "account"],
  seal: "subject",
  erase: "shred",
} as const;

/** Somebody's word that an account is a child's. While one is open the account is suspended. */
export const minorReports = table("minor_reports", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [
    ["user_id", "user"],
    ["organization_id", "organization"],
  ],
  keep: {
    cls: "support",
    because: "Who decided over an account, and why, has to be known for as long as it can be asked about.",
    until: { column: "expires_at", days: 0 },
  },
  columns: {
    id: plain.id("mnr"),
    user_id: plain.ref("users"),
    /** Whose member it is, where it was reported there: its owners may decide. */
    organization_id: plain.looseRef().nullable(),
    reported_by: plain.actor(),
    /** Keyed hash of who reported it: nobody reports the same account twice. */
    reporter_hash: plain.hash(),
    relation: plain.oneOf(relations),
    /** Not exported: it may tell who reported, and they are owed that it does not. */
    reason: personal.text({ ...words, export: false }),
    state: plain.oneOf(minorReportStates),
    reported_at: plain.time(),
    decided_at: plain.time().nullable(),
    decided_by: plain.actor(),
    decision_reason: personal.text({ ...words, export: true }).nullable(),
    /** Of a report that was lifted. */
    expires_at: plain.time().nullable(),
  },
  indexes: [
    { on: ["user_id", "reporter_hash"], unique: true },
    { on: ["organization_id", "id"] },
    { on: ["reported_at"], where: "state <> 'lifted'" },
    { on: ["expires_at"], where: "expires_at is not null" },
  ],
});
