import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

const authentication = { category: "user.authentication", purposes: ["security", "account"] } as const;
const used = { category: "user.behavior", purposes: ["security", "account"], erase: "delete", export: true } as const;

/** What the server has to remember of a WebAuthn credential (W3C Web Authentication Level 3 § 4). */
export type StoredCredential = { id: string; public_key: string; transports: string[] };

/** A key on a device or in a password manager that signs in without a password. */
export const passkeys = table("passkeys", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: { cls: "credential", because: "Signing in with a passkey needs its public key to compare with." },
  columns: {
    id: plain.id("psk"),
    user_id: plain.ref("users"),
    credential_index: personal.blindIndex({ ...authentication, erase: "delete" }).unique(),
    credential: personal.json<StoredCredential>({ ...authentication, seal: "subject", erase: "shred", export: false }),
    name: personal.text({ ...authentication, seal: "subject", erase: "shred", export: true }),
    /** Signatures it has made, where it counts; one that goes back was copied. */
    counter: plain.long(),
    /** It is kept in step between several devices. */
    is_synced: plain.bool(),
    created_at: personal.time(used),
    last_used_at: personal.time(used).nullable(),
  },
  indexes: [{ on: ["user_id", "id"] }],
});

/** An app that shows a new code each half minute (RFC 6238). */
export const authenticatorApps = table("authenticator_apps", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: { cls: "credential", because: "A code from your app can only be checked with the secret it shares." },
  columns: {
    id: plain.id("aap"),
    user_id: plain.ref("users").unique(),
    secret: personal.text({ ...authentication, seal: "subject", erase: "shred", export: false }),
    /** The half minute, counted from 1970, of the code used last: that one and older ones are spent. */
    last_step: plain.long().nullable(),
    created_at: plain.time(),
    /** Until the first code was right, it protects nothing. */
    confirmed_at: personal.time(used).nullable(),
    last_used_at: personal.time(used).nullable(),
  },
});

/** Codes on paper, each good once, for whoever lost the device. Only a keyed hash of each is kept. */
export const recoveryCodes = table("recovery_codes", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: { cls: "credential", because: "A recovery code must be recognised until it is used." },
  columns: {
    id: plain.id("rcv"),
    user_id: plain.ref("users"),
    code_hash: plain.hash(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["user_id", "code_hash"], unique: true }],
});

export const challengeKinds = ["passkey", "passkey_registration", "second_factor"] as const;

/** A question that one answer may be given to, for a few minutes. Only the hash is kept. */
export const challenges = table("challenges", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: {
    cls: "credential",
    because: "Who was asked to prove themselves has a few minutes to answer.",
    until: { column: "expires_at", days: 0 },
  },
  columns: {
    id: plain.id("chl"),
    /** Nobody yet, where a passkey is to tell who it is. */
    user_id: plain.ref("users").nullable(),
    kind: plain.oneOf(challengeKinds),
    /** How the first factor was proved. */
    method: plain.word().nullable(),
    token_hash: plain.hash().unique(),
    created_at: plain.time(),
    expires_at: plain.time(),
  },
  indexes: [{ on: ["user_id"] }, { on: ["expires_at"] }],
});
