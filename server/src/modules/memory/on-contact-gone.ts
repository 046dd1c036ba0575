import { on } from "../../framework/events.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { contactErased } from "../contacts/public.ts";
import { memoryForgotten } from "./keep/forget-memories.ts";

/** What was said about a contact goes with them, whoever said it. */
export const onContactGone = on("memory.forget_contact", contactErased, {
  purpose: "converse",
  async run({ database, emit }, { workspace_id, contact_id }) {
    const forget = "delete from memories where workspace_id = $1 and contact_id = $2 returning id, agent_id";
    const gone = await acrossTenants(database, "forget what is remembered about a contact", (db) =>
      db.query<{ id: string; agent_id: string }>(forget, [workspace_id, contact_id]),
    );
    for (const { id, agent_id } of gone) await emit(memoryForgotten, { memory_id: id, agent_id });
  },
});
