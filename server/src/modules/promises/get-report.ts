import * as z from "zod";
import { streamEndpoint } from "../../framework/endpoint.ts";
import { composedPort } from "../../framework/promise.ts";
import { writeReport } from "../../privacy/public.ts";
import { fillSentences } from "./fill-sentences.ts";

export const getReport = streamEndpoint({
  method: "GET",
  path: "/trust/report",
  summary: "How every promise and every statement is kept now, signed.",
  description:
    "By the deployment's own policy. `npx avow report verify FILE` checks it without this deployment: the signature, and that what was seen lies in the log.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  rate: "expensive",
  input: z.strictObject({}),
  contentType: "application/json",
  fileName: () => "promises-report.json",
  async *stream(ctx) {
    const app = ctx.port(composedPort)();
    yield JSON.stringify(await writeReport(app, await fillSentences(app, undefined)), null, 2);
  },
});
