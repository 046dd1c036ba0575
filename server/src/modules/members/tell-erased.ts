import * as z from "zod";
import { event } from "../../framework/events.ts";

export const memberErased = event(
  "member.erased",
  "A member had their account erased: what was received of them before is to be deleted as well.",
  z.object({ organization_id: z.string(), user_id: z.string() }),
  { isPublic: true, outlives: true },
);
