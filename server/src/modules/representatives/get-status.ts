import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { proveScope } from "../../framework/database/tenant.ts";
import { representativeErrors } from "./errors.ts";
import { findByToken } from "./open-representative.ts";
import { findRepresented } from "./find-represented.ts";
import { drpStatus, presentStatus } from "./present-status.ts";

export const getStatus = endpoint({
  method: "GET",
  path: "/drp/{organization_id}/v1/data-rights-request/{drp_request}",
  summary: "Data Rights Protocol: where a request of yours stands.",
  description: "Section 2.02 of the protocol. `expected_by` is when the law wants it answered.",
  dialect: "drp",
  reads: ["authorization"],
  scope: "anonymous",
  permission: "public",
  purpose: "rights",
  input: z.strictObject({ organization_id: z.string().max(40), drp_request: z.string().max(60) }),
  output: drpStatus,
  refusals: [representativeErrors.no_token, representativeErrors.not_theirs],
  async run(ctx, { organization_id: organizationId, drp_request }) {
    const who = await findByToken(ctx, organizationId);
    const read = async (step: Work) => presentStatus(step, await findRepresented(step, who, drp_request));
    return ctx.inScope(read, proveScope({ organizationId }));
  },
});
