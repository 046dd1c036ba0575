import { stringify } from "csv-stringify/sync";
import * as z from "zod";
import { streamEndpoint } from "../../../framework/endpoint.ts";
import type { Work } from "../../../framework/context.ts";
import { readReport, reportInput, reportRow } from "./read-report.ts";

const columns = Object.keys(reportRow.shape);

export const downloadReport = streamEndpoint({
  method: "GET",
  path: "/guardrails/report.csv",
  summary: "The guardrail's report for a spreadsheet.",
  scope: "workspace",
  permission: "guardrails.read",
  purpose: "guardrails",
  rate: "expensive",
  contentType: "text/csv",
  fileName: ({ by }) => `guardrail-by-${by}.csv`,
  input: z.strictObject(reportInput),
  stream: (ctx, asked) => writeReport(ctx, asked),
});

async function* writeReport(work: Work, asked: Parameters<typeof readReport>[1]): AsyncGenerator<string> {
  yield stringify([columns]);
  const rows = await readReport(work, asked);
  if (rows.length > 0) yield stringify(rows, { columns, escape_formulas: true });
}
