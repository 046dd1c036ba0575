import * as z from "zod";
import { streamEndpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { findVersions } from "./find-versions.ts";
import { openDocument } from "./document/open-document.ts";

export const downloadPolicyVersion = streamEndpoint({
  method: "GET",
  path: "/trust/organizations/{organization_id}/versions/{version}",
  summary: "The bytes of one version of a privacy policy, whose SHA-256 is in the log.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  input: z.strictObject({ organization_id: z.string().max(40), version: z.coerce.number().int().min(1).max(100_000) }),
  contentType: "text/markdown",
  present: () => ({ status: 200, headers: { "content-type": "text/markdown; charset=utf-8" } }),
  async load(ctx, { organization_id, version }) {
    const found = (await findVersions(ctx, organization_id)).find((one) => one.version === version);
    if (!found) throw requestErrors.not_found();
    return found;
  },
  async *stream(ctx, { organization_id, version }) {
    const found = (await findVersions(ctx, organization_id)).find((one) => one.version === version);
    if (found) yield await openDocument(ctx, found);
  },
});
