import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

const account = { purposes: ["account", "security"], erase: "shred" } as const;

/** A person with an account. One per deployment; belongs to any number of organizations. */
export const users = table("users", {
  tenant: "deployment",
  owner: owns.user("id"),
  own: [["id", "user"]],
  keep: { cls: "account", because: "You have an account until you delete it." },
  columns: {
    id: plain.id("usr"),
    email: personal.text({ ...account, category: "user.contact.email", seal: "subject", export: true }),
    /** Finds the account at sign-in; unique over the deployment. */
    email_index: personal
      .blindIndex({ category: "user.contact.email", purposes: ["account", "security"], erase: "delete" })
      .unique(),
    name: personal.text({ ...account, category: "user.name", seal: "subject", export: true }),
    locale: personal.word({ category: "user.preferences", purposes: ["account"], erase: "delete", export: true }),
    time_zone: personal.word({ category: "user.preferences", purposes: ["account"], erase: "delete", export: true }),
    theme: plain.oneOf(["system", "light", "dark"]),
    is_operator: plain.bool(),
    email_verified_at: personal
      .time({ category: "user.account", purposes: ["account", "security"], erase: "delete", export: true })
      .nullable(),
    /** The birth date itself is compared and forgotten. */
    age_declared_at: personal.time({
      category: "user.age.declaration",
      purposes: ["account"],
      erase: "delete",
      export: true,
    }),
    age_minimum: plain.int(),
    suspended_at: plain.time().nullable(),
    created_at: plain.time(),
    version: plain.int(),
  },
});

/** What proves a person: the argon2id hash (PHC string) of a password, sealed. */
export const credentials = table("credentials", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: { cls: "credential", because: "Signing in needs something to compare with." },
  columns: {
    id: plain.id("crd"),
    user_id: plain.ref("users"),
    kind: plain.oneOf(["password"]),
    hash: personal.text({
      category: "user.authentication",
      purposes: ["security"],
      seal: "subject",
      erase: "shred",
      export: false,
    }),
    created_at: plain.time(),
  },
  indexes: [{ on: ["user_id", "kind"], unique: true }],
});

/** One-time links sent by mail; only their hash is kept. */
export const emailTokens = table("email_tokens", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: {
    cls: "credential",
    because: "A link that was mailed must be recognised until it runs out.",
    until: { column: "expires_at", days: 1 },
  },
  columns: {
    id: plain.id("emt"),
    user_id: plain.ref("users"),
    kind: plain.oneOf(["verify_email", "reset_password"]),
    token_hash: plain.hash().unique(),
    created_at: plain.time(),
    expires_at: plain.time(),
  },
  indexes: [{ on: ["user_id"] }, { on: ["expires_at"] }],
});
