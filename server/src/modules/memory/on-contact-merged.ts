import { on } from "../../framework/events.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { contactMerged } from "../contacts/public.ts";

/** Of two contacts that become one, what was said about either is about the one. */
export const onContactMerged = on("memory.follow_contact", contactMerged, {
  purpose: "converse",
  async run({ database }, { workspace_id, contact_id, other_id, merged }) {
    if (!merged) return;
    await acrossTenants(database, "follow a contact that became part of another", (db) =>
      db.query(
        "update memories set contact_id = $3, version = version + 1 where workspace_id = $1 and contact_id = $2",
        [workspace_id, other_id, contact_id],
      ),
    );
  },
});
