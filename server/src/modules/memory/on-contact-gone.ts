import { on } from "../../framework/events.ts";
import { acrossTenants } from "../../framework/tenant.ts";
import { contactErased } from "../contacts/public.ts";

/** What was said about a contact goes with them, whoever said it. */
export const onContactGone = on("memory.forget_contact", contactErased, {
  purpose: "converse",
  async run({ database }, { workspace_id, contact_id }) {
    await acrossTenants(database, "forget what is remembered about a contact", (db) =>
      db.query("delete from memories where workspace_id = $1 and contact_id = $2", [workspace_id, contact_id]),
    );
  },
});
