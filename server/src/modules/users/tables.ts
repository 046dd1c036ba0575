import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

const account = { purposes: ["account", "security"], erase: "shred" } as const;
/** Whoever asked for news is written to, by name and in their language. */
const toWrite = { ...account, purposes: ["account", "security", "announcements"] } as const;

/** A person with an account. One per deployment; belongs to any number of organizations. */
export const users = table("users", {
  tenant: "deployment",
  owner: owns.user("id"),
  own: [["id", "user"]],
  keep: { cls: "account", because: "You have an account until you delete it." },
  columns: {
    id: plain.id("usr"),
    email: personal.text({ ...toWrite, category: "user.contact.email", seal: "subject", export: true }),
    /** Finds the account at sign-in. Unique among confirmed addresses: an unconfirmed one reserves nothing. */
    email_index: personal.blindIndex({
      category: "user.contact.email",
      purposes: ["account", "security"],
      erase: "delete",
    }),
    /** What one may sign in with besides the address. */
    username: personal.text({ ...account, category: "user.name", seal: "subject", export: true }).nullable(),
    username_index: personal
      .blindIndex({ category: "user.name", purposes: ["account", "security"], erase: "delete" })
      .nullable(),
    name: personal.text({ ...toWrite, category: "user.name", seal: "subject", export: true }),
    locale: personal.word({
      category: "user.preferences",
      purposes: ["account", "announcements"],
      erase: "delete",
      export: true,
    }),
    time_zone: personal.word({ category: "user.preferences", purposes: ["account"], erase: "delete", export: true }),
    theme: plain.oneOf(["auto", "light", "dark"]),
    /** Whether the screens they look at may be noted. */
    shares_screens: plain.bool().default("false"),
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
    /** By the operator's word, or because somebody reported that it is a child's. */
    suspended_for: plain.oneOf(["operator", "minor_report"]).nullable(),
    /** In the operator's words. */
    suspended_reason: personal.text({ ...account, category: "user.status", seal: "subject", export: true }).nullable(),
    created_at: plain.time(),
    version: plain.int(),
  },
  indexes: [
    { on: ["email_index"], where: "email_verified_at is not null", unique: true },
    { on: ["email_index", "id"], where: "email_verified_at is null" },
    { on: ["username_index"], where: "username_index is not null", unique: true },
    // At most one operator, whatever races.
    { on: ["is_operator"], where: "is_operator", unique: true },
  ],
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
