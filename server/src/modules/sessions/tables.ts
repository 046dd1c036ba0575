import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** A browser that is signed in. Only the hash of its token is kept. */
export const sessions = table("sessions", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: {
    cls: "telemetry",
    because: "You see where you are signed in, and can end each session.",
    until: { column: "expires_at", days: 0 },
  },
  columns: {
    id: plain.id("ses"),
    user_id: plain.ref("users"),
    token_hash: plain.hash().unique(),
    client: personal.json<{ ip: string; user_agent: string; country?: string | null }>({
      category: "user.device",
      purposes: ["security", "account"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    created_at: personal.time({
      category: "user.behavior",
      purposes: ["security", "account"],
      erase: "delete",
      export: true,
    }),
    last_seen_at: personal.time({
      category: "user.behavior",
      purposes: ["security", "account"],
      erase: "delete",
      export: true,
    }),
    /** When it last proved whose it is: at sign-in, and at each step-up since. */
    authenticated_at: personal
      .time({ category: "user.behavior", purposes: ["security", "account"], erase: "delete", export: true })
      .nullable(),
    /** How: a word such as `password` or `passkey`. */
    method: plain.word().nullable(),
    idle_expires_at: plain.time(),
    expires_at: plain.time(),
  },
  indexes: [{ on: ["user_id", "id"] }, { on: ["expires_at"] }],
});
