import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { representativeErrors } from "./errors.ts";
import { findByToken } from "./open-representative.ts";

export const checkToken = endpoint({
  method: "GET",
  path: "/drp/{organization_id}/v1/agent/{drp_agent}",
  summary: "Data Rights Protocol: see whether your token is good.",
  description: "Section 2.06 of the protocol. The token comes as `Authorization: Bearer`.",
  dialect: "drp",
  reads: ["authorization"],
  scope: "anonymous",
  permission: "public",
  purpose: "rights",
  input: z.strictObject({ organization_id: z.string().max(40), drp_agent: z.string().max(100) }),
  output: z.object({}),
  refusals: [representativeErrors.no_token, representativeErrors.other_agent],
  async run(ctx, { organization_id, drp_agent }) {
    const who = await findByToken(ctx, organization_id);
    if (who.agent_code !== drp_agent) throw representativeErrors.other_agent();
    return {};
  },
});
