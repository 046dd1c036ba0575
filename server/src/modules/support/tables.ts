import { plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** What an organization lets the operator look at, for a while. */
export const supportGrants = table("support_grants", {
  tenant: "organization",
  owner: owns.organization(),
  keep: {
    cls: "account",
    because: "What the operator was let see can be looked up for a month after it ended.",
    until: { column: "expires_at", days: 30 },
  },
  columns: {
    id: plain.id("sgr"),
    /** Areas whose `.read` permissions it gives. */
    areas: plain.words(),
    /** The only workspaces it counts in, or all where there are none. */
    workspace_ids: plain.words(),
    granted_by: plain.actor(),
    created_at: plain.time(),
    expires_at: plain.time(),
    revoked_at: plain.time().nullable(),
  },
  indexes: [{ on: ["expires_at"] }],
});
