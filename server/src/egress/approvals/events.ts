import * as z from "zod";
import { event } from "../../framework/events.ts";

const facts = { approval_id: z.string(), kind: z.string(), subject: z.string() };

export const approvalRequested = event("approval.requested", "Something waits for a person's yes.", z.object(facts), {
  isPublic: true,
  about: "subject",
});

/** What waits for it goes on, or gives up. */
export const approvalEnded = event(
  "approval.ended",
  "It was approved or rejected, ran out of time, or what was to be approved changed.",
  z.object({ ...facts, state: z.enum(["approved", "rejected", "expired", "void"]) }),
  { isPublic: true, about: "subject" },
);
