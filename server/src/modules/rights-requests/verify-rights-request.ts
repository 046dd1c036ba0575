import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { rightsRequestErrors } from "./errors.ts";
import { lockRequest, saveRequest } from "./find-request.ts";
import { forwardToWorkspaces } from "./forward/forward-request.ts";
import { noteChecked } from "./permissions/find-permission.ts";
import { mailRequest } from "./mail-request.job.ts";
import { describeRequest } from "./get-rights-request.ts";
import { requestDetails } from "./present-request.ts";
import { tellMoved } from "./tell-moved.ts";

export const verifyRightsRequest = endpoint({
  method: "POST",
  path: "/rights-requests/{rights_request_id}/verify",
  summary: "Note by what somebody proved that they may ask, where no link could show it.",
  description:
    "What they showed is not stored, only what kind it was; but a signed permission that was sent with the request is, sealed, and is noted as checked.",
  scope: "organization",
  permission: "rights_requests.write",
  purpose: "rights",
  input: z.strictObject({
    rights_request_id: z.string(),
    proof: z.enum(["signed_permission", "document", "spoken"]),
  }),
  output: requestDetails,
  refusals: [rightsRequestErrors.wrong_state],
  audit: { action: "rights_request.verified", target: ({ id }) => id },
  async run(ctx, { rights_request_id, proof }) {
    const row = await lockRequest(ctx, rights_request_id);
    if (!row.confirmed_at) throw requestErrors.not_found();
    if (row.closed_at) throw rightsRequestErrors.wrong_state({ state: row.state });
    const verified = await saveRequest(ctx, row, { state: "open", proof });
    if (proof === "signed_permission") await noteChecked(ctx, row);
    await tellMoved(ctx, row);
    const passed = await forwardToWorkspaces(ctx, verified);
    if (passed.forwarded_at) await ctx.enqueue(mailRequest, { rights_request_id: row.id, tells: "news" });
    return describeRequest(ctx, { ...verified, ...passed });
  },
});
