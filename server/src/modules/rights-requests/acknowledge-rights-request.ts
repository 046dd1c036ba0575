import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { rightsRequestErrors } from "./errors.ts";
import { lockRequest, saveRequest } from "./find-request.ts";
import { describeRequest } from "./get-rights-request.ts";
import { mailRequest } from "./mail-request.job.ts";
import { requestDetails } from "./present-request.ts";

export const acknowledgeRightsRequest = endpoint({
  method: "POST",
  path: "/rights-requests/{rights_request_id}/acknowledge",
  summary: "Tell whoever asked that their request came in, and how it goes on.",
  description:
    "They get a link to the page that says so, and until when they are answered. California asks for it within ten days of business. An answer, or more time with its reasons, counts as well. Doing it twice tells them once.",
  scope: "organization",
  permission: "rights_requests.write",
  purpose: "rights",
  input: z.strictObject({ rights_request_id: z.string() }),
  output: requestDetails,
  refusals: [rightsRequestErrors.wrong_state],
  audit: { action: "rights_request.acknowledged", target: ({ id }) => id },
  async run(ctx, { rights_request_id }) {
    const row = await lockRequest(ctx, rights_request_id);
    if (!row.confirmed_at) throw requestErrors.not_found();
    if (row.closed_at) throw rightsRequestErrors.wrong_state({ state: row.state });
    if (row.acknowledged_at) return describeRequest(ctx, row);
    const acknowledged = await saveRequest(ctx, row, { acknowledged_at: ctx.at });
    await ctx.enqueue(mailRequest, { rights_request_id: row.id, tells: "news" });
    return describeRequest(ctx, acknowledged);
  },
});
