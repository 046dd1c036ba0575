import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { proveScope } from "../../../framework/database/tenant.ts";
import { findAny, findByToken } from "../find-request.ts";
import { followedOutput, presentFollowed } from "./present-followed.ts";

export const followRequest = endpoint({
  method: "GET",
  path: "/trust/requests/{request_token}",
  summary: "Where a request stands, for whoever holds its link.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  input: z.strictObject({ request_token: z.string().max(100) }),
  output: followedOutput,
  async run(ctx, { request_token }) {
    const { id, organization_id: organizationId } = await findByToken(ctx, request_token);
    return ctx.inScope(async (step) => {
      const row = await findAny(step, id);
      if (!row) throw requestErrors.not_found();
      return presentFollowed(step, row);
    }, proveScope({ organizationId }));
  },
});
