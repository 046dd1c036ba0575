import * as z from "zod";
import { streamEndpoint } from "../../framework/endpoint.ts";
import { readAuditBundle } from "../../privacy/public.ts";

export const downloadAuditLog = streamEndpoint({
  method: "GET",
  path: "/audit-log",
  summary: "Download the organization's audit log, with what it takes to verify it offline.",
  description: "JSON Lines. `npx avow audit verify FILE` checks it without this deployment.",
  scope: "organization",
  permission: "audit.read",
  purpose: "security",
  rate: "expensive",
  contentType: "application/jsonl",
  fileName: () => "audit-log.jsonl",
  input: z.strictObject({}),
  stream: ({ db, keys, keyring, deployment, scope }) =>
    readAuditBundle({ db, keys, keyring, host: new URL(deployment.origin).host }, scope.organizationId),
});
