import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** Apps that registered themselves (RFC 7591). What they say of themselves opens only for who has their id. */
export const registeredApps = table("registered_apps", {
  tenant: "deployment",
  owner: owns.nobody("Made by programs before anybody said who they are; it names no person."),
  keep: {
    cls: "credential",
    because: "An app that registered must be recognised when somebody is asked to allow it.",
    until: { column: "expires_at", days: 1 },
  },
  columns: {
    id: plain.id("rga"),
    client_hash: plain.hash().unique(),
    /** Name and redirect addresses, sealed under a key derived from the app's id. */
    facts: plain.bytes(),
    /** When somebody last allowed it. Who is never allowed is forgotten within a day. */
    allowed_at: plain.time().nullable(),
    created_at: plain.time(),
    expires_at: plain.time(),
  },
  indexes: [{ on: ["expires_at"] }],
});

/** What an app calls itself, and where it is: an outsider's words. */
export type AppFacts = { name: string; host: string | null };

const facts = {
  category: "user.device",
  purposes: ["account", "security"],
  seal: "subject",
  erase: "shred",
  export: true,
} as const;
const when = { category: "user.behavior", purposes: ["account", "security"], erase: "delete", export: true } as const;

/** An app that a member allowed to act for them in one workspace, by the Model Context Protocol and no other way. */
export const connectedApps = table("connected_apps", {
  tenant: "workspace",
  owner: owns.user("user_id"),
  private: "user_id",
  own: [["user_id", "user"]],
  keep: {
    cls: "credential",
    because: "You see which apps act for you and can end each; one that has ended can be told in your log for a month.",
    until: { column: "expires_at", days: 30 },
  },
  columns: {
    id: plain.id("app"),
    user_id: plain.ref("users"),
    client_hash: plain.hash(),
    app: personal.json<AppFacts>(facts),
    /** Permissions it may use, as far as its user has them where it asks. */
    scopes: plain.words(),
    /** How the session had signed in that allowed it: what an organization asks of sessions holds for apps. */
    method: plain.word().nullable(),
    /** The code it was allowed by; its challenge (RFC 7636), and a hash of where it was sent. Taken once. */
    code_hash: plain.hash(),
    challenge: plain.hash(),
    redirect_hash: plain.hash(),
    code_expires_at: plain.time(),
    taken_at: plain.time().nullable(),
    created_at: personal.time(when),
    last_used_at: personal.time(when).nullable(),
    /** Pushed on with each refresh; brought forward when it is revoked. */
    expires_at: plain.time(),
    revoked_at: plain.time().nullable(),
    revoked_because: plain.oneOf(["asked", "token_reused", "code_reused", "left", "signed_out", "managed"]).nullable(),
  },
  indexes: [
    { on: ["code_hash"], unique: true },
    { on: ["user_id", "id"] },
    { on: ["organization_id", "workspace_id"] },
    { on: ["expires_at"] },
  ],
});

/** A pair of tokens, of which only hashes are kept. A refresh token stays known after its use, so that a second use is noticed. */
export const connectedAppTokens = table("connected_app_tokens", {
  tenant: "workspace",
  owner: owns.user("user_id"),
  private: "user_id",
  own: [["user_id", "user"]],
  keep: {
    cls: "credential",
    because: "A token must be recognised until it runs out, a used one to notice that it was copied.",
    until: { column: "expires_at", days: 1 },
  },
  columns: {
    id: plain.id("apk"),
    user_id: plain.ref("users"),
    connected_app_id: plain.ref("connected_apps"),
    access_hash: plain.hash(),
    access_expires_at: plain.time(),
    refresh_hash: plain.hash(),
    used_at: plain.time().nullable(),
    created_at: plain.time(),
    expires_at: plain.time(),
  },
  indexes: [
    { on: ["access_hash"], unique: true },
    { on: ["refresh_hash"], unique: true },
    { on: ["workspace_id", "connected_app_id"] },
    { on: ["organization_id", "workspace_id"] },
    { on: ["user_id"] },
    { on: ["expires_at"] },
  ],
});
