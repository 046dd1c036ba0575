import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** Programs that may ask to act for someone. They keep no secret of their own (RFC 6749 § 2.1, public clients). */
export const programs = ["avow-cli", "avow-sdk"] as const;

/** A program's wish to act for whoever types its code, until someone answers or it runs out (RFC 8628). */
export const deviceAuthorizations = table("device_authorizations", {
  tenant: "deployment",
  owner: owns.nobody("Made before anybody said who they are; its name opens only for who has the code."),
  keep: {
    cls: "credential",
    because: "A code shown on a device must be recognised until someone has typed it.",
    until: { column: "expires_at", days: 1 },
  },
  columns: {
    id: plain.id("dva"),
    device_code_hash: plain.hash().unique(),
    /** Keyed: a code that people type is short enough to be guessed from a plain hash. */
    user_code_hash: plain.hash().unique(),
    program: plain.oneOf(programs),
    /** What the device calls itself, sealed under a key derived from the code it shows. */
    name: plain.bytes(),
    scopes: plain.words(),
    state: plain.oneOf(["pending", "denied"]),
    polled_at: plain.time().nullable(),
    created_at: plain.time(),
    expires_at: plain.time(),
  },
  indexes: [{ on: ["expires_at"] }],
});

/** A program that someone allowed to act for them, on one device. */
export const apiClients = table("api_clients", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: {
    cls: "credential",
    because:
      "You see which devices act for you and can end each; one that has ended can be told in your log for a month.",
    until: { column: "expires_at", days: 30 },
  },
  columns: {
    id: plain.id("apc"),
    user_id: plain.ref("users"),
    program: plain.oneOf(programs),
    name: personal.text({
      category: "user.device",
      purposes: ["account", "security"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    /** Permissions it may use, as far as its user has them where it asks. */
    scopes: plain.words(),
    /** How the session had signed in that allowed it: what an organization asks of sessions holds for devices. */
    method: plain.word().nullable(),
    /** The code it was allowed by. Taken once. */
    device_code_hash: plain.hash().unique(),
    taken_at: plain.time().nullable(),
    created_at: personal.time({
      category: "user.behavior",
      purposes: ["account", "security"],
      erase: "delete",
      export: true,
    }),
    last_used_at: personal
      .time({ category: "user.behavior", purposes: ["account", "security"], erase: "delete", export: true })
      .nullable(),
    /** Pushed on with each refresh; brought forward when it is revoked. */
    expires_at: plain.time(),
    revoked_at: plain.time().nullable(),
    revoked_because: plain.oneOf(["asked", "token_reused"]).nullable(),
  },
  indexes: [{ on: ["user_id", "id"] }, { on: ["expires_at"] }],
});

/** A pair of tokens, of which only hashes are kept. A refresh token stays known after its use, so that a second use is noticed. */
export const apiClientTokens = table("api_client_tokens", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: {
    cls: "credential",
    because: "A token must be recognised until it runs out, a used one to notice that it was copied.",
    until: { column: "expires_at", days: 1 },
  },
  columns: {
    id: plain.id("apt"),
    user_id: plain.ref("users"),
    api_client_id: plain.ref("api_clients"),
    access_hash: plain.hash().unique(),
    access_expires_at: plain.time(),
    refresh_hash: plain.hash().unique(),
    used_at: plain.time().nullable(),
    created_at: plain.time(),
    expires_at: plain.time(),
  },
  indexes: [{ on: ["api_client_id"] }, { on: ["user_id"] }, { on: ["expires_at"] }],
});
