import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageOf } from "../../framework/request/pagination.ts";
import { readSecurityEvents, securityEventFilters, securityEventOutput } from "./read-security-events.ts";

export const listOwnSecurityEvents = endpoint({
  method: "GET",
  path: "/me/security-events",
  summary: "What may have been an attack on your account; newest first.",
  scope: "user",
  permission: "subject",
  purpose: "security",
  input: z.strictObject(securityEventFilters),
  output: pageOf(securityEventOutput),
  run: (ctx, filters) => readSecurityEvents(ctx, { audience: "user", userId: ctx.scope.userId }, filters),
});
