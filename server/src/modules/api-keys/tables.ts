import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** Lets a program act for whoever made it, within scopes that can only be narrower. Only its hash is kept. */
export const apiKeys = table("api_keys", {
  tenant: "organization",
  owner: owns.organization(),
  keep: {
    cls: "credential",
    because: "A key works until it runs out or is revoked, and can be told in the audit log for a month after.",
    until: { column: "expires_at", days: 30 },
  },
  columns: {
    id: plain.id("key"),
    name: personal.text({
      category: "organization.content",
      purposes: ["account", "security"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    token_hash: plain.hash(),
    /** The first characters, to tell keys apart. */
    hint: plain.word(),
    /** Permissions it may use; never more than its maker's role has. */
    scopes: plain.words(),
    /** The only workspaces it reaches; all, and the organization, where there are none. One that is gone stays named. */
    workspace_ids: plain.words().default("'{}'"),
    /** The only agents it reaches, and nothing that is about none of them; everything where there are none. */
    agent_ids: plain.words().default("'{}'"),
    /** The first of its workspaces, all that versions without `workspace_ids` know to hold it to. */
    workspace_id: plain.looseRef().nullable(),
    /** Networks it works from, in CIDR form; from anywhere where there are none. */
    networks: plain.words().default("'{}'"),
    created_by: plain.ref("users"),
    created_at: plain.time(),
    /** Brought forward when it is revoked. */
    expires_at: plain.time(),
    last_used_at: plain.time().nullable(),
    revoked_at: plain.time().nullable(),
  },
  indexes: [{ on: ["token_hash"], unique: true }, { on: ["expires_at"] }, { on: ["created_by"] }],
});
