import * as z from "zod";
import { streamEndpoint } from "../../framework/endpoint.ts";
import { readEvidenceBundle } from "../../privacy/public.ts";

export const downloadEvidenceLog = streamEndpoint({
  method: "GET",
  path: "/evidence-log",
  summary: "Download everything that was seen of promises, with what it takes to verify it offline.",
  description:
    "JSON Lines. `npx avow audit verify FILE` checks it without this deployment. Nothing in it is about anybody; what is older than its retention has left its hash.",
  scope: "organization",
  permission: "policy.read",
  purpose: "account",
  rate: "expensive",
  contentType: "application/jsonl",
  fileName: () => "avow-evidence-log.jsonl",
  input: z.strictObject({}),
  stream: (ctx) => readEvidenceBundle(ctx),
});
