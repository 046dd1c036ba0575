import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { answerSecurityEvent } from "./answer-security-event.ts";

export const recognizeSecurityEvent = endpoint({
  method: "POST",
  path: "/me/security-events/{security_event_id}/recognize",
  summary: "Say that it was you.",
  scope: "user",
  permission: "subject",
  purpose: "security",
  input: z.strictObject({ security_event_id: z.string() }),
  output: nothing,
  status: 204,
  audit: { action: "security_event.recognized", target: (_, { security_event_id }) => security_event_id },
  async run(ctx, { security_event_id }) {
    await answerSecurityEvent(ctx, security_event_id, "mine");
    return {};
  },
});
