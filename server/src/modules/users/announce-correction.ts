import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { event } from "../../framework/events.ts";

/** What others may have received of an account. */
export const correctables = ["name", "email"] as const;

/** Of a person alone: what it means for the organizations they belong to, `members` tells there. */
export const userCorrected = event(
  "user.corrected",
  "Somebody corrected their name or their address.",
  z.object({ user_id: z.string(), what: z.enum(correctables) }),
);

/** In the transaction that corrects it. */
export const announceCorrection = (work: Work, userId: string, what: (typeof correctables)[number]): Promise<void> =>
  work.emit(userCorrected, { user_id: userId, what });
