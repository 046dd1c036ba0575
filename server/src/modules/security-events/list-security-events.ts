import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageOf } from "../../framework/request/pagination.ts";
import { readSecurityEvents, securityEventFilters, securityEventOutput } from "./read-security-events.ts";

export const listSecurityEvents = endpoint({
  method: "GET",
  path: "/security-events",
  summary: "What may have been an attack on this organization or its members; newest first.",
  description: "Of a member's account it tells what happened, not the address it came from.",
  scope: "organization",
  permission: "security_events.read",
  purpose: "security",
  input: z.strictObject(securityEventFilters),
  output: pageOf(securityEventOutput),
  run(ctx, filters) {
    return readSecurityEvents(ctx, { audience: "organization", organizationId: ctx.scope.organizationId }, filters);
  },
});
