import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

const mail = {
  category: "user.contact.email",
  purposes: ["account", "security"],
  seal: "subject",
  erase: "shred",
} as const;

/** Mails on their way out. Gone as soon as they are sent; where none can be sent, kept a week for the operator's page. */
export const mails = table("mails", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [
    ["user_id", "user"],
    ["organization_id", "organization"],
  ],
  keep: {
    cls: "comms_log",
    because: "A mail waits here until it is sent, or a week where the operator passes mails on.",
    until: { column: "created_at", days: 7 },
  },
  columns: {
    id: plain.id("eml"),
    /** Whom it is for; nobody yet where someone without an account is invited. */
    user_id: plain.looseRef().nullable(),
    organization_id: plain.looseRef().nullable(),
    /** Who had it written to an address that was nobody's yet: it goes with them. */
    written_by: plain.ref("users").nullable(),
    state: plain.oneOf(["waiting", "mailbox"]),
    template: plain.word(),
    locale: plain.word(),
    address: personal.text({ ...mail, export: true }),
    /** Finds what was written to an address before it was a user's: it goes with that user, too. */
    address_index: personal
      .blindIndex({ category: mail.category, purposes: mail.purposes, erase: "delete", names: "email_index" })
      .nullable(),
    /** What the template is filled with: names and one-time links. */
    filling: personal.json<Record<string, string>>({ ...mail, category: "user.communication", export: false }),
    created_at: plain.time(),
  },
  checks: ["user_id is not null or organization_id is not null"],
  indexes: [
    { on: ["user_id"], where: "user_id is not null" },
    { on: ["written_by"], where: "written_by is not null" },
    { on: ["address_index"], where: "address_index is not null" },
    { on: ["created_at"] },
    { on: ["state", "id"] },
  ],
});
