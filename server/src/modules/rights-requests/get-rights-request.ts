import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { readPromised } from "./clock/read-promised.ts";
import { findCandidates } from "./find-candidates.ts";
import { findRequest, openRequest, type RequestRow } from "./find-request.ts";
import { findMembers } from "./corrections/find-members.ts";
import { listCorrections } from "./corrections/list-corrections.ts";
import { findAuthority } from "./intake/present-followed.ts";
import { findPermission, takesPermission } from "./permissions/find-permission.ts";
import { extendableTo, presentRequest, requestDetails, wordsOf } from "./present-request.ts";

export const getRightsRequest = endpoint({
  method: "GET",
  path: "/rights-requests/{rights_request_id}",
  summary: "One request: what was written, whom it may be about, and until when it is answered.",
  scope: "organization",
  permission: "rights_requests.read",
  purpose: "rights",
  input: z.strictObject({ rights_request_id: z.string() }),
  output: requestDetails,
  run: async (ctx, { rights_request_id }) => describeRequest(ctx, await findRequest(ctx, rights_request_id)),
});

export async function describeRequest(work: Work, row: RequestRow): Promise<z.input<typeof requestDetails>> {
  const opened = await openRequest(work, row);
  return {
    ...presentRequest(row, work.at),
    ...wordsOf(opened),
    extendable_to: extendableTo(row, await readPromised(work, row.organization_id), work.at) ?? null,
    corrections: await listCorrections(work, row.organization_id, row.id),
    candidates: await findCandidates(work, row, opened),
    members: await findMembers(work, row, opened),
    permission: await findPermission(work, row),
    can_ask_subject: takesPermission(row) && row.subject_token_hash === null,
    authority: await findAuthority(work, opened.residence),
  };
}
