import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { privacyRequests, shift } from "../../privacy/public.ts";
import { privacyRequestErrors } from "./errors.ts";
import { findPrivacyRequest, type StoredRequest } from "./find-privacy-request.ts";
import { enterSubject, presentPrivacyRequest, requestOutput } from "./present-privacy-request.ts";
import { readDuration } from "./read-duration.ts";

export const withdrawPrivacyRequest = endpoint({
  method: "POST",
  path: "/privacy-requests/{request_id}/withdraw",
  summary: "Withdraw an erasure that has not begun.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  input: z.strictObject({ request_id: z.string() }),
  output: requestOutput,
  refusals: [privacyRequestErrors.wrong_state],
  audit: { action: "privacy_request.withdrawn", target: ({ id }) => id },
  load: (ctx, { request_id }) => findPrivacyRequest(ctx, request_id),
  async run(ctx, _input, { resource: request }) {
    await enterSubject(ctx, request);
    return presentPrivacyRequest(ctx, await withdrawRequest(ctx, request));
  },
});

/** @throws Refusal `privacy_requests.wrong_state` where erasing has begun */
export async function withdrawRequest(ctx: Work, request: StoredRequest): Promise<StoredRequest> {
  const expires_at = shift(ctx.at, await readDuration(ctx, "retention.log_days"));
  const changed = await ctx.db
    .of(privacyRequests)
    .updateTable("privacy_requests")
    .set({ state: "withdrawn", expires_at, receipt_token_hash: null })
    .where("id", "=", request.id)
    .where("kind", "=", "erase")
    .where("state", "in", ["planned", "cooling_off"])
    .returning("id")
    .executeTakeFirst();
  if (!changed) throw privacyRequestErrors.wrong_state({ state: request.state });
  return { ...request, state: "withdrawn", expires_at };
}
