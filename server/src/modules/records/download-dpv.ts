import * as z from "zod";
import { streamEndpoint } from "../../framework/endpoint.ts";
import { composedPort } from "../../framework/promise.ts";
import { listUses } from "./list-uses.ts";
import { readRecords } from "./read-records.ts";
import { writeDpv } from "./write-dpv.ts";

export const downloadDpv = streamEndpoint({
  method: "GET",
  path: "/records/dpv",
  summary: "Download the record of processing in the W3C Data Privacy Vocabulary, as JSON-LD.",
  scope: "organization",
  permission: "policy.read",
  purpose: "account",
  input: z.strictObject({}),
  contentType: "application/ld+json",
  fileName: () => "records.jsonld",
  async *stream(ctx) {
    const records = await readRecords(ctx, ctx.scope.organizationId);
    const uses = listUses(ctx.port(composedPort)().tables);
    yield JSON.stringify(writeDpv(records, uses, ctx.deployment.origin), null, 2);
  },
});
