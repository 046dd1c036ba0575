import { on } from "../../framework/events.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { contactMerged } from "../contacts/public.ts";

/** What waits about a contact that became part of another is about that one: its consent counts, and it goes with it. */
export const onContactMerged = on("generations.follow_contact", contactMerged, {
  purpose: "converse",
  async run({ database }, { workspace_id, contact_id, other_id, merged }) {
    if (!merged) return;
    await acrossTenants(database, "follow a contact that became part of another", (db) =>
      db.query("update queued_generations set contact_id = $3 where workspace_id = $1 and contact_id = $2", [
        workspace_id,
        other_id,
        contact_id,
      ]),
    );
  },
});
