import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findPrivacyRequest } from "./find-privacy-request.ts";
import { presentPrivacyRequest, requestOutput } from "./present-privacy-request.ts";

export const getPrivacyRequest = endpoint({
  method: "GET",
  path: "/privacy-requests/{request_id}",
  summary: "Where a request stands.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  input: z.strictObject({ request_id: z.string() }),
  output: requestOutput,
  run: async (ctx, { request_id }) => presentPrivacyRequest(ctx, await findPrivacyRequest(ctx, request_id)),
});
