import * as z from "zod";
import { generate, type GenerationChunk, type Passed, refuseFailure } from "../../egress/public.ts";
import type { Context } from "../../framework/context.ts";
import { exchange } from "../../framework/exchange.ts";
import type { UsageChunk } from "../../integrations/roles/model.ts";
import { aboutContact, agentOf, beginCall, callRefusals, marked, resolveAgent } from "./begin-call.ts";
import { beginStream, explainFailure } from "./begin-stream.ts";
import { openaiApiErrors } from "./errors.ts";
import { explainProblem } from "./explain-problem.ts";
import { chatMessage, readMessages } from "./read-messages.ts";
import { chatSettings, readExtra, readSettings } from "./read-settings.ts";
import { collectAnswer } from "./collect-answer.ts";
import { writeChunks } from "./write-chunks.ts";
import { writeCompletion } from "./write-completion.ts";

const input = z.looseObject({
  model: z.string().min(1).max(300),
  messages: z.array(chatMessage).min(1).max(10_000),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  ...chatSettings,
  ...aboutContact,
});

export const createChatCompletion = exchange({
  method: "POST",
  path: "/v1/chat/completions",
  permission: "generations.write",
  purpose: "converse",
  bodyBytesMax: 20 * 1024 * 1024,
  input,
  refusals: [...callRefusals(), openaiApiErrors.not_supported],
  agentOf,
  async answer(ctx, given, { signal }) {
    const said = readMessages(given.messages);
    const agent = await resolveAgent(ctx, given.model, said.instructions);
    const call = await beginCall(ctx, agent.model, signal, given.contact_id);
    const settings = { ...readSettings(given), ...readExtra(given, Object.keys(input.shape)) };
    let passed: Passed | undefined;
    const asked = { ...call, ...said, ...agent, ...settings, whole: given.stream !== true };
    const chunks = generate(ctx, asked, (found) => (passed = found));
    const head = () => ({
      id: call.id,
      created: Math.floor(ctx.at.getTime() / 1000),
      model: given.model,
      sandbox: passed?.sandbox ?? false,
    });
    if (!given.stream) {
      const answer = await collectAnswer(chunks).catch((error: unknown) => {
        throw refuseFailure(error);
      });
      return { body: writeCompletion(head(), answer), headers: marked(passed) };
    }
    const begun = await beginStream(chunks);
    const withUsage = given.stream_options?.include_usage === true;
    const stream = writeStream(ctx, begun, writeChunks(head(), withUsage), withUsage);
    return { stream, contentType: "text/event-stream", headers: marked(passed) };
  },
  explain: explainProblem,
});

async function* writeStream(
  ctx: Context,
  chunks: AsyncIterable<GenerationChunk>,
  events: ReturnType<typeof writeChunks>,
  withUsage: boolean,
): AsyncGenerator<string> {
  let usage: UsageChunk | undefined;
  let start = events.begin;
  try {
    for await (const chunk of chunks) {
      if (chunk.type === "usage") usage = chunk;
      else {
        yield start + events.write(chunk);
        start = "";
      }
    }
    yield `${withUsage && usage ? events.usage(usage) : ""}data: [DONE]\n\n`;
  } catch (error) {
    yield `data: ${JSON.stringify(explainFailure(ctx, error))}\n\n`;
  }
}
