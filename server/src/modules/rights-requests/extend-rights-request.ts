import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { readPromised } from "./clock/read-promised.ts";
import { rightsRequestErrors } from "./errors.ts";
import { lockRequest, openRequest, organizationKey, saveRequest } from "./find-request.ts";
import { describeRequest } from "./get-rights-request.ts";
import { mailRequest } from "./mail-request.job.ts";
import { extendableTo, requestDetails } from "./present-request.ts";
import { rightsRequests } from "./tables.ts";
import { tellMoved } from "./tell-moved.ts";

export const extendRightsRequest = endpoint({
  method: "POST",
  path: "/rights-requests/{rights_request_id}/extend",
  summary: "Take more time for a request: once, before it is due, and with reasons that whoever asked is told.",
  scope: "organization",
  permission: "rights_requests.write",
  purpose: "rights",
  input: z.strictObject({ rights_request_id: z.string(), reason: z.string().trim().min(10).max(4000) }),
  output: requestDetails,
  refusals: [rightsRequestErrors.not_extendable],
  audit: { action: "rights_request.extended", target: ({ id }) => id },
  async run(ctx, { rights_request_id, reason }) {
    const row = await lockRequest(ctx, rights_request_id);
    if (!row.confirmed_at) throw requestErrors.not_found();
    const due_at = extendableTo(row, await readPromised(ctx, row.organization_id), ctx.at);
    if (!due_at) throw rightsRequestErrors.not_extendable({ regime: row.regime });
    const key = await organizationKey(ctx, row.organization_id);
    const opened = await openRequest(ctx, row);
    const { extension_reason } = ctx.seal(rightsRequests, key, { ...opened, extension_reason: reason });
    const acknowledged_at = row.acknowledged_at ?? ctx.at; // the reasons say as well that it came in
    const changes = { due_at, extended_at: ctx.at, reminded_days: null, acknowledged_at, extension_reason };
    const extended = await saveRequest(ctx, row, changes);
    await tellMoved(ctx, row);
    await ctx.enqueue(mailRequest, { rights_request_id: row.id, tells: "news" });
    return describeRequest(ctx, extended);
  },
});
