import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { revokeApiClients } from "../api-clients/public.ts";
import { raiseSecurityEvent } from "../security-events/public.ts";
import { endSessions, forgetDevices } from "../sessions/public.ts";
import { answerSecurityEvent } from "./answer-security-event.ts";

export const disownSecurityEvent = endpoint({
  method: "POST",
  path: "/me/security-events/{security_event_id}/disown",
  summary: "Say that it wasn't you.",
  description:
    "Ends every session but this one, and every device and program that acts for you. Choose a new password next.",
  scope: "user",
  permission: "subject",
  purpose: "security",
  input: z.strictObject({ security_event_id: z.string() }),
  output: nothing,
  status: 204,
  audit: { action: "security_event.disowned", target: (_, { security_event_id }) => security_event_id },
  async run(ctx, { security_event_id }) {
    const { userId } = ctx.scope;
    await answerSecurityEvent(ctx, security_event_id, "not_mine");
    await endSessions(ctx, userId, ctx.principal.kind === "user" ? { except: ctx.principal.sessionId } : {});
    await revokeApiClients(ctx, userId);
    await forgetDevices(ctx, userId);
    await raiseSecurityEvent(ctx, { kind: "session.disowned", severity: "warning", userId, facts: {} });
    return {};
  },
});
