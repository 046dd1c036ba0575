import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { findVersions } from "../policy-versions/public.ts";
import { readRecords } from "./read-records.ts";
import { recordsOutput } from "./get-records.ts";

export const getPublicRecords = endpoint({
  method: "GET",
  path: "/trust/organizations/{organization_id}/records",
  summary: "The tables of an organization's privacy policy, as anybody may read them.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  input: z.strictObject({ organization_id: z.string().max(40) }),
  output: recordsOutput,
  async run(ctx, { organization_id }) {
    if ((await findVersions(ctx, organization_id)).length === 0) throw requestErrors.not_found();
    return readRecords(ctx, organization_id);
  },
});
