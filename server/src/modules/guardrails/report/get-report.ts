import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { readReport, reportInput, reportRow } from "./read-report.ts";

export const getReport = endpoint({
  method: "GET",
  path: "/guardrails/report",
  summary: "How often the guardrail masked, asked and blocked, by day. Never what.",
  description:
    "Calls that left with placeholders are counted while their records are kept; what was stopped, asked about, or changed on another way out as long as the policy keeps totals.",
  scope: "workspace",
  permission: "guardrails.read",
  purpose: "guardrails",
  input: z.strictObject(reportInput),
  output: z.object({ data: z.array(reportRow) }),
  run: async (ctx, asked) => ({ data: await readReport(ctx, asked) }),
});
