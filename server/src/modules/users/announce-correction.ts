import * as z from "zod";
import { event } from "../../framework/events.ts";

/** What others may have received of an account. */
export const correctables = ["name", "email"] as const;

/** Of a person alone: what it means for the organizations they belong to, `members` tells there. */
export const userCorrected = event(
  "user.corrected",
  "Somebody corrected their name or their address.",
  z.object({ user_id: z.string(), what: z.enum(correctables) }),
);
