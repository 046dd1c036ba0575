import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { withdrawRequest } from "../rights-requests/public.ts";
import { representativeErrors } from "./errors.ts";
import { findByToken, type OpenedRepresentative } from "./open-representative.ts";
import { findRepresented } from "./find-represented.ts";
import { drpStatus, presentStatus } from "./present-status.ts";
import { readSigned } from "./read-signed.ts";
import { messageBytesMax, readAll } from "./take-once.ts";

export const revokeRepresented = endpoint({
  method: "DELETE",
  path: "/drp/{organization_id}/v1/data-rights-request/{drp_request}",
  summary: "Data Rights Protocol: take a request of yours back.",
  description:
    "Section 2.04 of the protocol: a signed message, in which `reason` may stand. It is not kept. What was answered cannot be taken back; taking back twice does it once.",
  dialect: "drp",
  takes: "bytes",
  reads: ["authorization"],
  scope: "anonymous",
  permission: "public",
  purpose: "rights",
  bodyBytesMax: messageBytesMax,
  input: z.strictObject({ organization_id: z.string().max(40), drp_request: z.string().max(60) }),
  output: drpStatus,
  refusals: [
    representativeErrors.no_token,
    representativeErrors.not_signed,
    representativeErrors.not_theirs,
    representativeErrors.too_late,
  ],
  audit: { action: "rights_request.withdrawn", target: ({ request_id }) => request_id },
  async prepare(ctx, { organization_id }): Promise<OpenedRepresentative> {
    const who = await findByToken(ctx, organization_id);
    if (!readSigned(await readAll(ctx), who.verify_key)) throw representativeErrors.not_signed();
    return who;
  },
  async run(ctx, { drp_request }, { prepared }) {
    const who = prepared as OpenedRepresentative;
    await ctx.become({ organizationId: who.organization_id });
    const row = await findRepresented(ctx, who, drp_request, "to change");
    if (row.state === "withdrawn") return presentStatus(ctx, row);
    if (row.closed_at) throw representativeErrors.too_late();
    return presentStatus(ctx, await withdrawRequest(ctx, row));
  },
});
