import * as z from "zod";
import { event } from "../../../framework/events.ts";

export const guardrailTriggered = event(
  "guardrail.triggered",
  "The guardrail stopped something, holds it until somebody has said yes, or masked what left in the hour before.",
  z.object({
    organization_id: z.string(),
    workspace_id: z.string(),
    action: z.enum(["redact", "ask", "block"]),
    counts: z.record(z.string(), z.int()).describe("How many of each class were found; never what."),
    about: z.string().nullable().describe("The call or delivery; null where it tells of an hour."),
    class: z.string().nullable().describe("What decided it; null where it tells of an hour."),
    rule: z.string().nullable(),
    way: z.string().nullable(),
    since: z.iso.datetime().nullable().describe("From when to when what was masked is counted."),
    until: z.iso.datetime().nullable(),
  }),
  { isPublic: true },
);
