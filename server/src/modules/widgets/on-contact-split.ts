import { on } from "../../framework/events.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { contactMerged } from "../contacts/public.ts";

/** What a visitor said is about them again, once they are told apart from whom they were taken for. */
export const onContactSplit = on("widgets.part_contact", contactMerged, {
  purpose: "converse",
  async run({ database }, { workspace_id, other_id, merged }) {
    if (merged) return;
    await acrossTenants(database, "give a visitor's talk back to them", (db) =>
      db.query(
        `update conversations c set contact_id = v.contact_id from widget_visitors v
         where v.workspace_id = $1 and v.contact_id = $2 and c.workspace_id = $1 and c.id = v.conversation_id`,
        [workspace_id, other_id],
      ),
    );
  },
});
