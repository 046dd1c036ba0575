import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { revokeFamily } from "./revoke-family.ts";

export const revokeApiClient = endpoint({
  method: "DELETE",
  path: "/api-clients/{api_client_id}",
  summary: "End what a device may do for you. Its tokens stop working at once.",
  scope: "user",
  permission: "self",
  purpose: "account",
  input: z.strictObject({ api_client_id: z.string() }),
  output: nothing,
  status: 204,
  audit: { action: "api_client.revoked", target: (_, { api_client_id }) => api_client_id },
  async run(ctx, { api_client_id }) {
    if (!(await revokeFamily(ctx, api_client_id, "asked"))) throw requestErrors.not_found();
    return {};
  },
});
