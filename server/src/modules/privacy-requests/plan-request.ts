import * as z from "zod";
import type { Subject, Work } from "../../framework/context.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import {
  cataloguePort,
  countExport,
  countPlan,
  type CountedStep,
  findHolds,
  planErasure,
  shift,
} from "../../privacy/public.ts";

export const plannedItem = z.object({
  what: z.string(),
  table: z.string(),
  rows: z.int(),
  action: z.enum(["export", "shred", "delete", "anonymize", "keep"]),
  because: z.string(),
  until: z.iso.datetime().nullable(),
});
type Item = z.input<typeof plannedItem>;

/** What an export or an erasure of a subject would come to now. */
export const planRequest = (ctx: Work, kind: "export" | "erase", subject: Subject): Promise<Item[]> =>
  kind === "export" ? planExport(ctx, subject) : planEnd(ctx, subject);

const inWords = (table: string) => table.replaceAll("_", " ");

async function planExport(ctx: Work, subject: Subject): Promise<Item[]> {
  const counted = await countExport(ctx, ctx.port(cataloguePort), subject);
  return counted.map((one) => ({ ...one, what: inWords(one.table), action: "export", until: null }));
}

async function planEnd(ctx: Work, subject: Subject): Promise<Item[]> {
  const catalogue = ctx.port(cataloguePort);
  const steps = await acrossTenants(ctx.database, "plan an erasure", async (db) => {
    const holds = (await findHolds(db, subject)).map(({ id }) => id);
    return countPlan(db, catalogue, planErasure(catalogue, subject.kind, holds), subject);
  });
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
    case "hold":
      return { action: "keep", because: `${step.basis}, until it is released`, until: null };
    case "clear":
      return { action: "anonymize", because: "It belongs to an organization, which goes on.", until: null };
    default: {
      const until = shift(at, { amount: step.years, unit: "years" }).toISOString();
      return { action: "keep", because: step.basis, until };
    }
  }
}
