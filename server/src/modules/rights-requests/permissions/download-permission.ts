import * as z from "zod";
import { streamEndpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import type { Work } from "../../../framework/context.ts";
import { findRequest, organizationKey } from "../find-request.ts";
import { signedPermissions } from "./tables.ts";

export const downloadPermission = streamEndpoint({
  method: "GET",
  path: "/rights-requests/{rights_request_id}/permission",
  summary: "What somebody signed so that another may ask for them, as it was sent.",
  description: "Always given as a download that runs nothing in a browser. Each download is on record.",
  scope: "organization",
  permission: "rights_requests.write",
  purpose: "rights",
  contentType: "application/octet-stream",
  audit: { action: "rights_request.permission_opened", target: ({ rights_request_id }) => rights_request_id },
  input: z.strictObject({ rights_request_id: z.string() }),
  load: async (ctx, { rights_request_id }) => findContent(ctx, rights_request_id),
  present: ({ type, bytes }) => ({
    status: 200,
    headers: {
      "content-type": type,
      "content-length": String(bytes),
      "content-disposition": `attachment; filename="signed-permission.${endings[type] ?? "bin"}"`,
      "content-security-policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    },
  }),
  async *stream(ctx, { rights_request_id }) {
    const row = await findContent(ctx, rights_request_id);
    const key = await organizationKey(ctx, row.organization_id);
    yield Buffer.from(ctx.open(signedPermissions, key, row).content, "base64");
  },
});

const endings: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
};

/** @throws Refusal `request.not_found`, also where the request is not confirmed */
async function findContent(work: Work, id: string) {
  const { organization_id } = await findRequest(work, id);
  const found = await work.db
    .of(signedPermissions)
    .selectFrom("signed_permissions")
    .selectAll()
    .where("organization_id", "=", organization_id)
    .where("rights_request_id", "=", id)
    .executeTakeFirst();
  if (!found) throw requestErrors.not_found();
  return found;
}
