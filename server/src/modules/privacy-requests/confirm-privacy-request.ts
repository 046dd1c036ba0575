import * as z from "zod";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { open } from "../../framework/keys/sealing.ts";
import { privacyRequests, shift, subjectOf } from "../../privacy/public.ts";
import { organizations } from "../organizations/public.ts";
import { describeUsers } from "../users/public.ts";
import { announceErasure } from "./announce-erasure.ts";
import { privacyRequestErrors } from "./errors.ts";
import { findBlockers } from "./find-blockers.ts";
import { findPrivacyRequest, type StoredRequest } from "./find-privacy-request.ts";
import { enterSubject, presentPrivacyRequest, requestOutput } from "./present-privacy-request.ts";
import { readDuration } from "./read-duration.ts";

export const confirmPrivacyRequest = endpoint({
  method: "POST",
  path: "/privacy-requests/{request_id}/confirm",
  summary: "Confirm an erasure that was planned.",
  description:
    "Erasing begins after the waiting time, in which it can be withdrawn. `immediately` begins at once, and needs `confirmation`: your e-mail address, or the organization's name.",
  scope: "user",
  permission: "subject",
  purpose: "security",
  stepUp: true,
  input: z.strictObject({
    request_id: z.string(),
    immediately: z.boolean().default(false),
    confirmation: z.string().max(400).optional(),
  }),
  output: requestOutput,
  refusals: [
    privacyRequestErrors.last_owner,
    privacyRequestErrors.held,
    privacyRequestErrors.wrong_state,
    privacyRequestErrors.confirmation_wrong,
  ],
  audit: { action: "privacy_request.confirmed", target: ({ id }) => id },
  load: (ctx, { request_id }) => findPrivacyRequest(ctx, request_id),
  async run(ctx, { immediately, confirmation }, { resource: request }) {
    if (request.state !== "planned") throw privacyRequestErrors.wrong_state({ state: request.state });
    const [blocker] = await findBlockers(ctx, subjectOf(request));
    if (blocker) throw blocker;
    await enterSubject(ctx, request);
    if (immediately && confirmation !== (await readConfirmation(ctx, request)))
      throw privacyRequestErrors.confirmation_wrong();
    const confirmed = await coolOff(ctx, request, immediately);
    await announceErasure(ctx, confirmed);
    return presentPrivacyRequest(ctx, confirmed);
  },
});

async function coolOff(ctx: Context<"user">, request: StoredRequest, immediately: boolean): Promise<StoredRequest> {
  const starts_at = immediately ? ctx.at : shift(ctx.at, await readDuration(ctx, "erase.cooling_off_days"));
  const changes = { state: "cooling_off" as const, confirmed_at: ctx.at, starts_at, expires_at: null };
  const changed = await ctx.db
    .of(privacyRequests)
    .updateTable("privacy_requests")
    .set(changes)
    .where("id", "=", request.id)
    .where("state", "=", "planned")
    .returning("id")
    .executeTakeFirst();
  if (!changed) throw privacyRequestErrors.wrong_state({ state: "changed" });
  return { ...request, ...changes };
}

/** What has to be typed to go without a waiting time. */
async function readConfirmation(ctx: Context<"user">, { organization_id: organizationId }: StoredRequest) {
  const { userId } = ctx.scope;
  if (!organizationId) return (await describeUsers(ctx, [userId])).get(userId)?.email;
  const row = await ctx.db
    .of(organizations)
    .selectFrom("organizations")
    .select(["organization_id", "name"])
    .where("organization_id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "account");
  // A deed of security; the name is opened only to compare it with what its owner typed.
  return open(organizations, key, row, "account").name;
}
