import * as z from "zod";
import { generate } from "../../../egress/public.ts";
import { Refusal, requestErrors } from "../../../framework/errors.ts";
import { job, type JobContext } from "../../../framework/jobs/jobs.ts";
import { ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import { recallPort } from "../../agents/public.ts";
import { attachedPort } from "../../files/public.ts";
import { type AnswerPlace, appendChunks } from "./append-chunks.ts";
import { beginAnswer } from "./begin-answer.ts";
import { aboutUntrusted } from "./build-prompt.ts";
import { findMessage, ifThere } from "../messages/find-message.ts";
import { keepPlaceholders } from "./keep-placeholders.ts";
import { type Ending, finishMessage } from "../messages/finish-message.ts";

/** More than anyone reads; keeps a model that does not end from filling windows and rows. */
const answerCharsMax = 400_000;

/** Makes one answer. Any number of workers may be given it: only the latest to begin can write, and only while it is under way. */
export const answerMessage = job({
  name: "conversations.answer",
  data: z.object({ message_id: z.string(), api_key_id: z.string().optional() }),
  purpose: "converse",
  long: true,
  perTenantMax: 16,
  async run(ctx, { message_id, api_key_id: apiKeyId }) {
    const begun = await ctx.inScope((step) => beginAnswer(step, { messageId: message_id, apiKeyId }, ctx.attempt));
    // An agent with tools works on it in a run of its own.
    if (!begun || "runId" in begun) return;
    const shown = appendChunks(ctx, begun);
    try {
      const ending = await answer(ctx, begun, { shown, apiKeyId });
      await shown.close();
      await end(ctx, begun, { ...ending, text: shown.text() });
    } finally {
      await shown.close();
    }
  },
});

type Begun = Exclude<NonNullable<Awaited<ReturnType<typeof beginAnswer>>>, { runId: string }>;

/** @throws what is no ending but a reason to begin again: a lost lease, a lost database, a bug */
async function answer(
  ctx: JobContext,
  begun: Begun,
  { shown, apiKeyId }: { shown: ReturnType<typeof appendChunks>; apiKeyId: string | undefined },
): Promise<Omit<Ending, "text">> {
  const { model, instructions, messages, key, agentId, messageId: artefact, generationId: id, contactId } = begun;
  const { asksAge, widgetId } = begun;
  const signal = AbortSignal.any([ctx.signal, shown.signal]);
  const told = await remember(ctx, begun, signal);
  const shownTo = await ctx.port(attachedPort).tell(ctx, messages, model);
  const warned = messages.some(({ attached }) => attached) ? aboutUntrusted : "";
  const asked = {
    id,
    ...(widgetId === null ? { surface: "chat" as const } : { surface: "widget" as const, widgetId }),
    permission: "conversations.write",
    artefact,
    key,
    agentId,
    ...(apiKeyId !== undefined && { apiKeyId }),
    model,
    instructions: [instructions, told, warned].filter((text) => text !== "").join("\n\n"),
    messages: shownTo,
    placeholders: keepPlaceholders(begun.conversationId, key),
    signal,
    ...(contactId !== undefined && { contactId }),
    ...(asksAge && { asksAge }),
  };
  try {
    for await (const chunk of generate(ctx, asked)) {
      if (chunk.type === "text") shown.add(chunk.text);
      if (shown.text().length > answerCharsMax) throw new ProviderError("egress.response_too_large");
    }
    return { state: "complete" };
  } catch (error) {
    if (error instanceof ProviderError && error.code === "provider.cancelled") return { state: "stopped" };
    const isOver =
      error instanceof ProviderError || (error instanceof Refusal && error.code !== requestErrors.unavailable.code);
    if (!isOver || ctx.signal.aborted) throw error;
    return { state: "failed", errorCode: error.code };
  }
}

/** What the agent remembers that bears on this turn. What is in doubt makes its answer so, too. */
async function remember(ctx: JobContext, begun: Begun, signal: AbortSignal): Promise<string> {
  const { agentId, settings, contactId = null, messageId, generationId } = begun;
  const said = begun.messages.at(-1)?.content ?? "";
  const recalled = await ctx.port(recallPort).recall(ctx, { agentId, settings, contactId, said, signal });
  if (recalled?.isUntrusted)
    await ctx.db.query(
      "update messages set untrusted = true where workspace_id = $1 and id = $2 and generation_id = $3",
      [ctx.scope.workspaceId, messageId, generationId],
    );
  return recalled?.instructions ?? "";
}

/** Ends the message, unless someone else has ended it or begun it anew. */
async function end(ctx: JobContext, { messageId, generationId }: AnswerPlace, ending: Ending): Promise<void> {
  await ctx.inScope(async (step) => {
    const found = await ifThere(findMessage(step, messageId));
    if (found?.message.state !== "streaming" || found.message.generation_id !== generationId) return;
    await finishMessage(step, found, ending);
  });
}
