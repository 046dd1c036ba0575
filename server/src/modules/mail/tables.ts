import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import { choosableTopics } from "./templates/declare-template.ts";

const said = {
  category: "user.preferences",
  purposes: ["account", "deliveries", "announcements"],
  erase: "delete",
  export: true,
} as const;

/** What somebody wants to be written about, where that is theirs to choose. */
export const mailChoices = table("mail_choices", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: { cls: "account", because: "What you want to be written about holds until you say otherwise." },
  key: ["user_id", "topic"],
  columns: {
    user_id: plain.ref("users"),
    topic: plain.oneOf(choosableTopics),
    /** `yes` or `no`. */
    answer: personal.word(said),
    /** Where they said so. */
    said_in: plain.oneOf(["settings", "link", "my_consents"]),
    said_at: personal.time(said),
  },
});

/** Addresses of people with an account that nothing is written to, without the addresses. */
export const mailSuppressions = table("mail_suppressions", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  keep: {
    cls: "comms_log",
    because: "An address that does not exist, or whose owner complained, is left alone for half a year.",
    until: { column: "created_at", days: 180 },
  },
  key: ["address_index"],
  columns: {
    /** Whom the mail was for. */
    user_id: plain.ref("users"),
    address_index: personal.blindIndex({
      category: "user.contact.email",
      purposes: ["deliveries"],
      erase: "delete",
      names: "email_index",
    }),
    reason: plain.oneOf(["bounced", "complained"]),
    /** The mail that came back. */
    delivery_id: plain.looseRef(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["user_id"] }, { on: ["created_at"] }],
});

/** The same of people without an account: each workspace and each organization leaves alone what its own mails came back from. */
export const addressSuppressions = table("address_suppressions", {
  tenant: "organization",
  owner: owns.organization(),
  keep: {
    cls: "comms_log",
    because: "An address that does not exist, or whose owner complained, is left alone for half a year.",
    until: { column: "created_at", days: 180 },
  },
  key: ["holder", "address_index"],
  columns: {
    /** Whose mail it was: a workspace's, or the organization's. */
    holder: plain.looseRef(),
    address_index: personal.blindIndex({
      category: "user.contact.email",
      purposes: ["deliveries"],
      erase: "delete",
      names: "email_index",
    }),
    reason: plain.oneOf(["bounced", "complained"]),
    /** The mail that came back. */
    delivery_id: plain.looseRef(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["address_index"] }, { on: ["created_at"] }],
});
