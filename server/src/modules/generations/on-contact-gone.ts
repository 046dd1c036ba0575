import { on } from "../../framework/events.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { contactErased } from "../contacts/public.ts";

/** What waits to be asked or fetched about a contact goes with the contact, where it is deleted at once: an erasure plans it. */
export const onContactGone = on("generations.forget_contact", contactErased, {
  purpose: "converse",
  async run({ database }, { workspace_id, contact_id }) {
    await acrossTenants(database, "forget what was asked about a contact", (db) =>
      db.query("delete from queued_generations where workspace_id = $1 and contact_id = $2", [
        workspace_id,
        contact_id,
      ]),
    );
  },
});
