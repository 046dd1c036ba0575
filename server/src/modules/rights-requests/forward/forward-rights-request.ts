import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { rightsRequestErrors } from "../errors.ts";
import { lockRequest } from "../find-request.ts";
import { describeRequest } from "../get-rights-request.ts";
import { mailRequest } from "../mail-request.job.ts";
import { requestDetails } from "../present-request.ts";
import { forwardRequest } from "./forward-request.ts";

export const forwardRightsRequest = endpoint({
  method: "POST",
  path: "/rights-requests/{rights_request_id}/forward",
  summary: "Pass a request to the workspace that keeps the data it is about; whoever asked is told where it is.",
  description:
    "Where the confirmed address is a contact's, this is done by itself as soon as it is confirmed. The clock goes on as it was.",
  scope: "organization",
  permission: "rights_requests.write",
  purpose: "rights",
  input: z.strictObject({ rights_request_id: z.string(), workspace_id: z.string() }),
  output: requestDetails,
  refusals: [rightsRequestErrors.wrong_state],
  audit: { action: "rights_request.forwarded", target: ({ id }) => id },
  async run(ctx, { rights_request_id, workspace_id }) {
    const row = await lockRequest(ctx, rights_request_id);
    if (!row.confirmed_at) throw requestErrors.not_found();
    const of = [row.organization_id, workspace_id];
    const [found] = await ctx.db.query("select 1 from workspaces where organization_id = $1 and id = $2", of);
    if (!found) throw requestErrors.not_found();
    // Nobody hears of it before it is shown who asks.
    if (row.state !== "open") throw rightsRequestErrors.wrong_state({ state: row.state });
    if (row.forwarded_to?.includes(workspace_id)) return describeRequest(ctx, row);
    const changes = await forwardRequest(ctx, row, [workspace_id]);
    await ctx.enqueue(mailRequest, { rights_request_id: row.id, tells: "news" });
    return describeRequest(ctx, { ...row, ...changes });
  },
});
