import { on } from "../../../framework/events.ts";
import { contactErased } from "../../contacts/public.ts";

/** Of whom nothing is left nothing is to be corrected anywhere: who had received them is told of the erasure instead. */
export const onContactGone = on("rights_requests.forget_corrections", contactErased, {
  purpose: "rights",
  async run({ db }, { organization_id, contact_id }) {
    await db.query("delete from corrections where organization_id = $1 and contact_id = $2", [
      organization_id,
      contact_id,
    ]);
  },
});
