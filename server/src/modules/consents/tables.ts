import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** What an account holder can agree to; nothing of it is needed for an account. */
export const agreeablePurposes = ["marketing", "memory", "screens"] as const;
export type AgreeablePurpose = (typeof agreeablePurposes)[number];
export const consentPlaces = ["settings", "link", "my_consents"] as const;

/** What an account holder agreed to and took back: each word with the text it was said to. Nothing said before changes. */
export const accountConsents = table("account_consents", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: {
    cls: "account",
    because: "Whoever relies on a consent has to show to which words it was given, when and how.",
  },
  columns: {
    id: plain.id("acn"),
    user_id: plain.ref("users"),
    purpose: plain.oneOf(agreeablePurposes),
    state: plain.oneOf(["given", "withdrawn"]),
    /** Which text it was said to; none where it was said before texts had versions. */
    text_version: plain.int().nullable(),
    /** SHA-256 of that text, in hex. */
    text_hash: plain.word().nullable(),
    said_in: plain.oneOf(consentPlaces),
    said_at: personal.time({ category: "user.consent", purposes: ["account"], erase: "delete", export: true }),
  },
  indexes: [{ on: ["user_id", "id"] }],
});
