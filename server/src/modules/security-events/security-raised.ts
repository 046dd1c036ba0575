import * as z from "zod";
import { event } from "../../framework/events.ts";
import { securityEventKindNames, severities } from "./security-event-kinds.ts";

export const securityRaised = event(
  "security.raised",
  "Something happened that may be an attack.",
  z.object({
    security_event_id: z.string(),
    audience: z.enum(["user", "organization", "operator"]),
    kind: z.enum(securityEventKindNames),
    severity: z.enum(severities),
    user_id: z.string().nullable(),
    organization_id: z.string().nullable(),
  }),
);
