import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { event } from "../../framework/events.ts";
import { requestErrors } from "../../framework/errors.ts";
import { privacyRequestErrors } from "../privacy-requests/public.ts";
import { carryOut } from "./carry-out.ts";
import { reckonClosing } from "./reckon-closing.ts";
import { rightsRequestErrors } from "./errors.ts";
import { lockRequest, openRequest, organizationKey, saveRequest } from "./find-request.ts";
import { describeRequest } from "./get-rights-request.ts";
import { mailRequest } from "./mail-request.job.ts";
import { requestDetails } from "./present-request.ts";
import { outcomes, requestKinds, rightsRequests } from "./tables.ts";
import { tellMoved } from "./tell-moved.ts";

export const rightsRequestAnswered = event(
  "rights_request.answered",
  "Whoever asked for their rights has an answer.",
  z.object({
    rights_request_id: z.string(),
    kind: z.enum(requestKinds),
    due_at: z.iso.datetime(),
    outcome: z.enum(outcomes),
  }),
  { isPublic: true, about: "rights_request_id" },
);

export const answerRightsRequest = endpoint({
  method: "POST",
  path: "/rights-requests/{rights_request_id}/answer",
  summary: "Answer a request, and do what was asked for the contact it is about.",
  description:
    "`fulfilled` exports, erases, restricts or withdraws consents at once, and tells who had received what is corrected, by the kind of request, for the contact in `contact_id`. Whoever asked gets a link to the answer; nothing of it is mailed. A refusal needs its reasons in `reply`.",
  scope: "organization",
  permission: "rights_requests.write",
  alsoNeeds: ({ contact_id, user_id }) => [
    ...(contact_id === undefined ? [] : ["contacts.erase"]),
    ...(user_id === undefined ? [] : ["members.read"]),
  ],
  stepUpFor: ({ contact_id }) => contact_id !== undefined,
  purpose: "rights",
  rate: "expensive",
  input: z.strictObject({
    rights_request_id: z.string(),
    outcome: z.enum(outcomes),
    reply: z.string().trim().min(1).max(4000).describe("In words that whoever asked reads."),
    contact_id: z.string().optional(),
    user_id: z.string().optional().describe("A member, where something about them was corrected, and no contact."),
  }),
  output: requestDetails,
  refusals: [
    rightsRequestErrors.wrong_state,
    rightsRequestErrors.identity_unproven,
    rightsRequestErrors.contact_needed,
    privacyRequestErrors.already_open,
  ],
  audit: { action: "rights_request.answered", target: ({ id }) => id },
  async run(ctx, { rights_request_id, outcome, reply, contact_id, user_id }) {
    const row = await lockRequest(ctx, rights_request_id);
    if (!row.confirmed_at) throw requestErrors.not_found();
    if (row.closed_at || (row.state === "verifying" && outcome !== "refused"))
      throw rightsRequestErrors.wrong_state({ state: row.state });
    const opened = await openRequest(ctx, row);
    const done =
      outcome === "refused"
        ? {}
        : await carryOut(ctx, { row, opened, outcome, contactId: contact_id, userId: user_id });
    const key = await organizationKey(ctx, row.organization_id);
    const sealed = ctx.seal(rightsRequests, key, { ...opened, reply });
    const answered = await saveRequest(ctx, row, {
      ...done,
      ...(await reckonClosing(ctx)),
      state: "answered",
      acknowledged_at: row.acknowledged_at ?? ctx.at,
      outcome,
      reply: sealed.reply,
    });
    const facts = { rights_request_id: row.id, kind: row.kind, due_at: row.due_at.toISOString() };
    await ctx.emit(rightsRequestAnswered, { ...facts, outcome });
    await tellMoved(ctx, row);
    await ctx.enqueue(mailRequest, { rights_request_id: row.id, tells: "news" });
    return describeRequest(ctx, answered);
  },
});
