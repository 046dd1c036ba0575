import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { contactSubject, findContact } from "../../contacts/public.ts";
import { plannedItem, planRequest } from "../plan-request.ts";
import { readDuration } from "../read-duration.ts";

export const getContactPlan = endpoint({
  method: "GET",
  path: "/contacts/{contact_id}/privacy-plan",
  summary: "What an export or an erasure of a contact would come to now, with counts. Nothing happens.",
  scope: "workspace",
  permission: "contacts.erase",
  purpose: "contacts",
  rate: "expensive",
  input: z.strictObject({ contact_id: z.string(), kind: z.enum(["export", "erase"]).default("erase") }),
  output: z.object({ items: z.array(plannedItem), cooling_off_days: z.int() }),
  async run(ctx, { contact_id, kind }) {
    await findContact(ctx, contact_id);
    const items = await planRequest(ctx, kind, contactSubject(ctx, contact_id));
    return { items, cooling_off_days: (await readDuration(ctx, "erase.cooling_off_days")).amount };
  },
});
