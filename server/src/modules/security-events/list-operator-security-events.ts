import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageOf } from "../../framework/request/pagination.ts";
import { readSecurityEvents, securityEventFilters, securityEventOutput } from "./read-security-events.ts";

export const listOperatorSecurityEvents = endpoint({
  method: "GET",
  path: "/operator/security-events",
  summary: "What may have been an attack on this deployment; newest first.",
  description: "What concerns one account or organization is told to them.",
  scope: "operator",
  permission: "operator",
  purpose: "security",
  input: z.strictObject(securityEventFilters),
  output: pageOf(securityEventOutput),
  run: (ctx, filters) => readSecurityEvents(ctx, { audience: "operator", userId: ctx.scope.userId }, filters),
});
