import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** Lets a program act for whoever made it, within scopes that can only be narrower. Only its hash is kept. */
export const apiKeys = table("api_keys", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "credential", because: "A key works until it runs out or is revoked." },
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
    /** The only workspace it reaches, or all. */
    workspace_id: plain.looseRef().nullable(),
    created_by: plain.ref("users"),
    created_at: plain.time(),
    expires_at: plain.time(),
    last_used_at: plain.time().nullable(),
    revoked_at: plain.time().nullable(),
  },
  indexes: [{ on: ["token_hash"], unique: true }],
});
