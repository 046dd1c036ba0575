import * as z from "zod";
import { event } from "../../framework/events.ts";

/** The members have until then to take what is theirs. */
export const erasureScheduled = event(
  "organization.erasure_scheduled",
  "An owner confirmed that the organization will be erased.",
  z.object({ organization_id: z.string(), begins_at: z.iso.datetime() }),
);
