import * as z from "zod";
import { checkAi, checkConsent, egressErrors } from "../../egress/public.ts";
import { dayMs, later } from "../../framework/clock.ts";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requireContact } from "../contacts/public.ts";
import { findModel, modelErrors } from "../models/public.ts";
import { describeQueued, queuedGeneration } from "./describe-queued.ts";
import { generationErrors } from "./errors.ts";
import { ownKey } from "./find-queued.ts";
import { runGeneration } from "./run-generation.job.ts";
import { queuedGenerations, type Wanted } from "./tables.ts";

const aheadDaysMax = 366;
/** What is not run until then will not be. */
const lateDays = 30;

const input = z.strictObject({
  model: z.string().min(1).max(300).describe("A model's id, or `auto:` and a route's slug."),
  instructions: z.string().max(100_000).optional(),
  messages: z
    .array(z.strictObject({ role: z.enum(["user", "assistant"]), content: z.string().min(1).max(400_000) }))
    .min(1)
    .max(1000),
  max_tokens: z.int().positive().max(1_000_000).optional(),
  temperature: z.number().min(0).max(2).optional(),
  contact_id: z
    .string()
    .max(100)
    .optional()
    .describe("Whom it is about: asked for consent and age now, and when it runs."),
  run_at: z.iso.datetime({ offset: true }).optional().describe("Not before this instant, at most a year ahead."),
});

export const createGeneration = endpoint({
  method: "POST",
  path: "/generations",
  summary: "Ask a model without waiting; the answer is fetched later.",
  description:
    "Runs at once, or at `run_at`. Rights, switches and policy count as they are when it runs. The answer waits sealed for a week, and goes an hour after it was fetched.",
  scope: "workspace",
  permission: "generations.write",
  purpose: "converse",
  rate: "expensive",
  status: 202,
  input,
  output: queuedGeneration,
  refusals: [
    egressErrors.ai_off,
    egressErrors.locked,
    egressErrors.consent_missing,
    egressErrors.age_refused,
    modelErrors.not_connected,
    modelErrors.not_allowed,
    generationErrors.too_far_ahead,
  ],
  audit: { action: "generation.asked", target: ({ id }) => id },
  prepare: (ctx) => checkAi(ctx, "generations.write"),
  async run(ctx, { run_at, ...wanted }) {
    const { contact_id } = wanted;
    const runAt = run_at === undefined ? undefined : new Date(run_at);
    if (runAt && runAt > later(ctx.at, aheadDaysMax * dayMs))
      throw generationErrors.too_far_ahead({ most_days: aheadDaysMax });
    if (contact_id !== undefined) await requireContact(ctx, contact_id);
    await checkConsent(ctx, contact_id);
    await findModel(ctx, { model: wanted.model, kind: "text" });
    const row = await insertQueued(ctx, wanted as Wanted, runAt);
    await ctx.enqueue(runGeneration, { generation_id: row.generation_id }, runAt ? { at: runAt } : {});
    return describeQueued(ctx, row);
  },
});

async function insertQueued(ctx: Context<"workspace">, wanted: Wanted, runAt: Date | undefined) {
  const { organizationId, workspaceId, userId } = ctx.scope;
  const row = {
    organization_id: organizationId,
    workspace_id: workspaceId,
    generation_id: ctx.newId("gen"),
    user_id: userId,
    api_key_id: ctx.principal.kind === "api_key" ? ctx.principal.id : null,
    contact_id: wanted.contact_id ?? null,
    surface: runAt ? ("schedule" as const) : ("rest" as const),
    state: "queued" as const,
    wanted,
    result: null,
    error_code: null,
    run_at: runAt ?? ctx.at,
    fetched_at: null,
    discard_at: later(runAt ?? ctx.at, lateDays * dayMs),
    created_at: ctx.at,
  };
  const sealed = ctx.seal(queuedGenerations, await ownKey(ctx), row);
  await ctx.db.of(queuedGenerations).insertInto("queued_generations").values(sealed).execute();
  return sealed;
}
