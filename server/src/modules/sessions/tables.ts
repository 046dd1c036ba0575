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
    until: { column: "idle_expires_at", days: 0 },
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
    /** When it ends unless it is used; never after `expires_at`. */
    idle_expires_at: plain.time(),
    expires_at: plain.time(),
  },
  indexes: [{ on: ["user_id", "id"] }, { on: ["expires_at"] }, { on: ["idle_expires_at"] }],
});

/** A browser that signed in to the account before. Only the hash of its token is kept. */
export const knownDevices = table("known_devices", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: {
    cls: "credential",
    because: "While others guess at your password, the browsers you use need not wait.",
    until: { column: "last_used_at", days: 180 },
  },
  columns: {
    id: plain.id("dev"),
    user_id: plain.ref("users"),
    token_hash: plain.hash().unique(),
    last_used_at: personal.time({ category: "user.behavior", purposes: ["security"], erase: "delete", export: true }),
  },
  indexes: [{ on: ["user_id"] }, { on: ["last_used_at"] }],
});

export type Place = { country: string | null; ip: string; user_agent: string };

/** Who tried to sign in, when, and whether they got in: what guessing and theft are told by. */
export const signInTries = table("sign_in_tries", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: {
    cls: "telemetry",
    because: "Guessed passwords and stolen accounts are told by comparing sign-ins.",
    until: { column: "created_at", parameter: "retention.log_days" },
  },
  columns: {
    id: plain.id("try"),
    /** Nobody where there is no such account. */
    user_id: plain.looseRef().nullable(),
    /** Which address a wrong try was for. */
    account: personal
      .blindIndex({ category: "user.contact.email", purposes: ["security"], erase: "delete", names: "email_index" })
      .nullable(),
    /** Keyed hash of the network. */
    network: plain.hash(),
    was_right: plain.bool(),
    place: personal
      .json<Place>({
        category: "user.device",
        purposes: ["security", "account"],
        seal: "subject",
        erase: "shred",
        export: true,
      })
      .nullable(),
    created_at: plain.time(),
  },
  indexes: [
    { on: ["user_id", "id"] },
    { on: ["account", "created_at"], where: "account is not null" },
    { on: ["network", "created_at"], where: "not was_right" },
    { on: ["created_at"] },
  ],
});
