import { on } from "../../framework/events.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { contactMerged } from "../contacts/public.ts";

/** Of two contacts that become one the talk goes on about the one; what is told apart again is not told apart here. */
export const onContactMerged = on("conversations.follow_contact", contactMerged, {
  purpose: "converse",
  async run({ database }, { workspace_id, contact_id, other_id, merged }) {
    if (!merged) return;
    await acrossTenants(database, "follow a contact that became part of another", (db) =>
      db.query("update conversations set contact_id = $3 where workspace_id = $1 and contact_id = $2", [
        workspace_id,
        other_id,
        contact_id,
      ]),
    );
  },
});
