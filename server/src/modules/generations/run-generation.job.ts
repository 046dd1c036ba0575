import * as z from "zod";
import { generate, generations, recordInterruption } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { Refusal, requestErrors } from "../../framework/errors.ts";
import { job, type JobContext } from "../../framework/jobs/jobs.ts";
import type { FinishReason } from "../../integrations/roles/models/model.ts";
import { ProviderError } from "../../integrations/roles/calls/provider-error.ts";
import { isKeyValid } from "../api-keys/public.ts";
import { type Ending, endQueued, isOpen } from "./end-queued.ts";
import { findQueued, ownKey } from "./find-queued.ts";
import { queuedGenerations } from "./tables.ts";

/** More than anyone reads; keeps a model that does not end from filling memory. */
const answerCharsMax = 400_000;

/** Makes one generation that nobody waits for. Rights, switches, policy and register count as they are when it runs. */
export const runGeneration = job({
  name: "generations.run",
  data: z.object({ generation_id: z.string() }),
  purpose: "converse",
  long: true,
  perTenantMax: 16,
  async run(ctx, { generation_id: id }) {
    const begun = await ctx.inScope((step) => begin(step, id));
    if (!begun) return;
    const ending = await answer(ctx, id, begun);
    await ctx.inScope(async (step) => {
      const row = await findQueued(step, id, "lock");
      if (row?.state === "running") await endQueued(step, row, ending);
    });
  },
});

type Begun = NonNullable<Awaited<ReturnType<typeof begin>>>;

/** @returns nothing where it is over, or may have been sent before: that is settled and not sent again */
async function begin(work: Work, id: string) {
  const row = await findQueued(work, id, "lock");
  if (!row || !isOpen(row)) return undefined;
  if (await hasCall(work, id)) {
    await recordInterruption(work.db, id, work.at);
    await endQueued(work, row, { state: "interrupted" });
    return undefined;
  }
  if (row.api_key_id !== null && !(await isKeyValid(work, row.api_key_id, "generations.write"))) {
    await endQueued(work, row, { state: "failed", errorCode: requestErrors.not_allowed.code });
    return undefined;
  }
  const key = await ownKey(work);
  const { wanted } = work.open(queuedGenerations, key, row);
  await work.db
    .of(queuedGenerations)
    .updateTable("queued_generations")
    .set({ state: "running" })
    .where("workspace_id", "=", row.workspace_id)
    .where("generation_id", "=", id)
    .execute();
  return { wanted: wanted!, key, surface: row.surface, contactId: row.contact_id ?? wanted!.contact_id };
}

async function hasCall({ db, scope }: Work, id: string): Promise<boolean> {
  const found = await db
    .of(generations)
    .selectFrom("generations")
    .select("id")
    .where("workspace_id", "=", scope.workspaceId!)
    .where("id", "=", id)
    .executeTakeFirst();
  return found !== undefined;
}

/** @throws what is no ending but a reason to look again: a lost lease, a lost database, a bug */
async function answer(ctx: JobContext, id: string, { wanted, key, surface, contactId }: Begun): Promise<Ending> {
  const { contact_id: _, ...content } = wanted;
  const about = contactId === undefined ? {} : { contactId };
  const common = { id, artefact: id, surface, permission: "generations.write", key, signal: ctx.signal };
  let text = "";
  let finish: FinishReason = "other";
  const result = () => (text === "" ? {} : { result: { text, finish_reason: finish } });
  try {
    for await (const chunk of generate(ctx, { ...common, ...about, ...content, whole: true })) {
      if (chunk.type === "text") text += chunk.text;
      if (chunk.type === "finish") finish = chunk.reason;
      if (text.length > answerCharsMax) throw new ProviderError("egress.response_too_large");
    }
    return { state: "completed", result: { text, finish_reason: finish } };
  } catch (error) {
    if (error instanceof ProviderError && error.code === "provider.cancelled") return { state: "stopped", ...result() };
    const isOver =
      error instanceof ProviderError || (error instanceof Refusal && error.code !== requestErrors.unavailable.code);
    if (!isOver || ctx.signal.aborted) throw error;
    return { state: "failed", errorCode: error.code, ...result() };
  }
}
