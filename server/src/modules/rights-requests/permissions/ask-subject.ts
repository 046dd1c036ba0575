import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { hashToken } from "../../../framework/ids.ts";
import { emailField } from "../../users/public.ts";
import { rightsRequestErrors } from "../errors.ts";
import { lockRequest, openRequest, organizationKey, saveRequest } from "../find-request.ts";
import { describeRequest } from "../get-rights-request.ts";
import { mayWriteTo } from "../intake/take-intake-limit.ts";
import { mailRequest } from "../mail-request.job.ts";
import { subjectToken } from "../make-follow-token.ts";
import { requestDetails } from "../present-request.ts";
import { rightsRequests } from "../tables.ts";
import { takesPermission } from "./find-permission.ts";

export const askSubject = endpoint({
  method: "POST",
  path: "/rights-requests/{rights_request_id}/ask-subject",
  summary: "Ask whom a request is about whether somebody may ask for them, at an address that is known of them.",
  description:
    "They get a link, and nothing of what was asked; with their yes the request is open. Once, and only where nobody was asked when the request came in. Take the address from what you keep, not from whoever asks.",
  scope: "organization",
  permission: "rights_requests.write",
  purpose: "rights",
  input: z.strictObject({ rights_request_id: z.string(), email: emailField }),
  output: requestDetails,
  refusals: [rightsRequestErrors.wrong_state],
  audit: { action: "rights_request.subject_asked", target: ({ id }) => id },
  async run(ctx, { rights_request_id, email }) {
    const row = await lockRequest(ctx, rights_request_id);
    if (!row.confirmed_at) throw requestErrors.not_found();
    if (!takesPermission(row) || row.subject_token_hash) throw rightsRequestErrors.wrong_state({ state: row.state });
    if (!(await mayWriteTo(ctx, email))) throw requestErrors.too_many();
    const key = await organizationKey(ctx, row.organization_id);
    const sealed = ctx.seal(rightsRequests, key, { ...(await openRequest(ctx, row)), subject_address: email });
    const asked = await saveRequest(ctx, row, {
      subject_address: sealed.subject_address,
      subject_token_hash: hashToken(subjectToken(ctx.keyring, row.id)),
    });
    await ctx.enqueue(mailRequest, { rights_request_id: row.id, tells: "subject" });
    return describeRequest(ctx, asked);
  },
});
