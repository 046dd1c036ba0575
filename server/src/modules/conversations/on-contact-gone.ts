import { on } from "../../framework/events.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { contactErased } from "../contacts/public.ts";

/**
 * What a member talked about with an agent on a contact's behalf goes with the contact, whoever's talk it was. An erasure
 * has it in its plan; this is for a contact that is deleted at once.
 */
export const onContactGone = on("conversations.forget_contact", contactErased, {
  purpose: "converse",
  async run({ database }, { workspace_id, contact_id }) {
    const of = [workspace_id, contact_id];
    const about = "select id from conversations where workspace_id = $1 and contact_id = $2";
    await acrossTenants(database, "forget what was said about a contact", async (db) => {
      // In the order in which a run's step has them.
      await db.query(
        `select from runs where workspace_id = $1 and conversation_id in (${about}) order by id for update`,
        of,
      );
      await db.query("delete from conversations where workspace_id = $1 and contact_id = $2", of);
    });
  },
});
