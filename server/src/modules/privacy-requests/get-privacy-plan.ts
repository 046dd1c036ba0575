import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { acrossTenants } from "../../framework/tenant.ts";
import {
  cataloguePort,
  countExport,
  countPlan,
  type CountedStep,
  durationOf,
  planErasure,
  shift,
  subjectOf,
} from "../../privacy/public.ts";
import { findBlockers } from "./find-blockers.ts";
import { findPrivacyRequest, type StoredRequest } from "./find-privacy-request.ts";

const item = z.object({
  what: z.string(),
  table: z.string(),
  rows: z.int(),
  action: z.enum(["export", "shred", "delete", "anonymize", "keep"]),
  because: z.string(),
  until: z.iso.datetime().nullable(),
});
type Item = z.input<typeof item>;

export const getPrivacyPlan = endpoint({
  method: "GET",
  path: "/privacy-requests/{request_id}/plan",
  summary: "What a request would do now, with counts. Nothing happens.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  rate: "expensive",
  input: z.strictObject({ request_id: z.string() }),
  output: z.object({
    items: z.array(item),
    blockers: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        help: z.string(),
        facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
      }),
    ),
    cooling_off_days: z.int(),
  }),
  async run(ctx, { request_id }) {
    const request = await findPrivacyRequest(ctx, request_id);
    const blockers = request.kind === "erase" ? await findBlockers(ctx, subjectOf(request)) : [];
    return {
      items: request.kind === "export" ? await planExport(ctx, request) : await planEnd(ctx, request),
      blockers: blockers.map(({ code, declared, facts }) => ({
        code,
        title: declared.title,
        help: declared.help,
        facts,
      })),
      cooling_off_days: durationOf("erase.cooling_off_days").amount,
    };
  },
});

const inWords = (table: string) => table.replaceAll("_", " ");

async function planExport(ctx: Work, request: StoredRequest): Promise<Item[]> {
  const counted = await countExport(ctx, ctx.port(cataloguePort), subjectOf(request));
  return counted.map((one) => ({ ...one, what: inWords(one.table), action: "export", until: null }));
}

async function planEnd(ctx: Work, request: StoredRequest): Promise<Item[]> {
  const catalogue = ctx.port(cataloguePort);
  const subject = subjectOf(request);
  const plan = planErasure(catalogue, subject.kind);
  const steps = await acrossTenants(ctx.database, "plan an erasure", (db) => countPlan(db, catalogue, plan, subject));
  const isSealed = (table: string) =>
    Object.values(catalogue.get(table)?.columns ?? {}).some(({ info }) => info.seal !== undefined);
  return steps.map((step) => ({
    what: inWords(step.table),
    table: step.table,
    rows: step.rows,
    ...describeStep(step, ctx.at, isSealed(step.table)),
  }));
}

function describeStep(step: CountedStep, at: Date, isSealed: boolean): Pick<Item, "action" | "because" | "until"> {
  switch (step.action) {
    case "delete":
      return { action: isSealed ? "shred" : "delete", because: step.because, until: null };
    case "clear":
      return { action: "anonymize", because: "It belongs to an organization, which goes on.", until: null };
    default: {
      const until = shift(at, { amount: step.years, unit: "years" }).toISOString();
      return { action: "keep", because: step.basis, until };
    }
  }
}
