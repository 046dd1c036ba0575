import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { readRecords } from "./read-records.ts";

const words = z.array(z.string());

export const recordsOutput = z.object({
  at: timeOutput,
  operator: z.object({ name: z.string(), seat: z.string(), country: z.string(), contact: z.string() }),
  authority: z.object({ name: z.string(), url: z.string() }).nullable(),
  processing: z
    .array(
      z.object({
        purpose: z.string(),
        says: z.string(),
        basis: z.enum(["contract", "consent", "legal_obligation", "legitimate_interest"]),
        assessment: z.string().nullable(),
        subjects: words,
        categories: words,
        recipients: words,
        transfers: z.array(z.object({ to: z.string(), country: z.string(), safeguard: z.string() })),
        kept: words,
        measures: words,
      }),
    )
    .describe("GDPR Art. 30 (1), one entry for each purpose."),
  retention: z.array(
    z.object({
      what: z.string(),
      class: z.string(),
      because: z.string(),
      of: z.string(),
      categories: words,
      kept: z.string(),
      parameter: z.string().nullable().describe("The parameter of the policy that says how long."),
      after_erasure: z.string().nullable().describe("What the law makes us keep longer."),
    }),
  ),
  transfers: z.array(
    z.object({
      recipient: z.string(),
      role: z.string(),
      purposes: words,
      data_categories: words,
      country: z.string(),
      is_third_country: z.boolean(),
      safeguard: z.string().nullable(),
      agreement: z.string().nullable().describe("The day on which an agreement was signed."),
      retention_days: z.int(),
      policy_url: z.string(),
      effective_at: timeOutput.nullable(),
      obstacle: z.string().nullable().describe("Why nothing goes there now."),
    }),
  ),
  cookies: z.array(
    z.object({
      name: z.string(),
      says: z.string(),
      lasts: z.string(),
      attributes: words,
      is_essential: z.literal(true),
    }),
  ),
  ccpa: z
    .array(
      z.object({
        category: z.string(),
        says: z.string(),
        is_collected: z.boolean(),
        examples: words,
        purposes: words,
        kept: words,
        is_sold: z.literal(false),
        is_shared: z.literal(false).describe("For advertising across contexts."),
      }),
    )
    .describe("Cal. Civ. Code § 1798.140 (v) (1)."),
});

export const getRecords = endpoint({
  method: "GET",
  path: "/records",
  summary: "The record of processing, and every other table that follows from the policy.",
  description:
    "Record of processing (GDPR Art. 30), retention, recipients and transfers, cookies, and the categories of California's law: written from the same declarations that the code runs by.",
  scope: "organization",
  permission: "policy.read",
  purpose: "account",
  input: z.strictObject({}),
  output: recordsOutput,
  run: (ctx) => readRecords(ctx, ctx.scope.organizationId),
});
