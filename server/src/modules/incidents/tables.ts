import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

const written = {
  category: "organization.content",
  purposes: ["rights", "account"],
  seal: "subject",
  erase: "shred",
  export: true,
} as const;

/** Data that was lost, stolen or seen by the wrong people, or a drill of it; and what was done about it. */
export const incidents = table("incidents", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "account", because: "Whoever answers for data has to show of every incident what was done, and when." },
  columns: {
    id: plain.id("inc"),
    is_drill: plain.bool(),
    nature: personal.text(written),
    consequences: personal.text(written),
    measures: personal.text(written),
    /** When it may have happened. */
    began_at: plain.time(),
    ended_at: plain.time(),
    /** Since when the organization knows: the clock runs from here. */
    aware_at: plain.time(),
    due_at: plain.time(),
    reported_at: plain.time().nullable(),
    late_reason: personal.text(written).nullable(),
    /** The one processor at which it happened, where it did at one. */
    processor: plain.word().nullable(),
    notice: personal.text({ ...written, purposes: ["rights", "account", "contacts"] }).nullable(),
    notified_at: plain.time().nullable(),
    /** When contacts had been written to as well; how many were, and how many have no address. In a drill: would have been. */
    contacts_notified_at: plain.time().nullable(),
    contacts_told: plain.int().nullable(),
    contacts_unreachable: plain.int().nullable(),
    overdue_told_at: plain.time().nullable(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["due_at"], where: "reported_at is null and overdue_told_at is null" }],
});
