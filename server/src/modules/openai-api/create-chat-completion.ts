import * as z from "zod";
import { generate, type GenerationChunk, type Passed, refuseFailure } from "../../egress/public.ts";
import type { Context } from "../../framework/context.ts";
import { exchange, type ExchangeAnswer } from "../../framework/exchange.ts";
import type { UsageChunk } from "../../integrations/roles/models/model.ts";
import { type AgentInUse, worksInRuns } from "../agents/public.ts";
import { aboutAgent, aboutContact, agentOf, beginCall, callRefusals, marked, resolveAgent } from "./begin-call.ts";
import { beginStream, explainFailure } from "./begin-stream.ts";
import { openaiApiErrors } from "./errors.ts";
import { explainProblem } from "./explain-problem.ts";
import { chatMessage, readMessages, type Said } from "./read-messages.ts";
import { aboutRun, runAgent } from "./run-agent.ts";
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
  ...aboutAgent,
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
    const { agent: inUse, ...agent } = await resolveAgent(ctx, given, said.instructions);
    if (inUse && worksInRuns(inUse.settings)) return answerByRun(ctx, given, { agent: inUse, said, signal });
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

type Running = { agent: AgentInUse; said: Said; signal: AbortSignal };

/** In one piece, also where a stream was asked for: what an agent says between its tools is no answer yet. */
async function answerByRun(
  ctx: Context<"workspace">,
  { model, stream, stream_options, contact_id: contactId, variables }: z.output<typeof input>,
  { agent, said, signal }: Running,
): Promise<ExchangeAnswer> {
  const { run, answer } = await runAgent(ctx, { agent, said, contactId, variables }, signal);
  const head = { id: run.id, created: Math.floor(ctx.at.getTime() / 1000), model, sandbox: run.sandbox };
  const headers = run.sandbox ? { "avow-sandbox": "true" } : {};
  if (!stream) return { body: { ...writeCompletion(head, answer), ...aboutRun(run) }, headers };
  const withUsage = stream_options?.include_usage === true;
  const events = writeChunks(head, withUsage);
  const text = events.write({ type: "text", text: answer.text }) + events.write({ type: "finish", reason: "stop" });
  const whole = `${events.begin}${text}${withUsage ? events.usage(answer.usage) : ""}data: [DONE]\n\n`;
  return { stream: once(whole), contentType: "text/event-stream", headers };
}

async function* once(text: string): AsyncGenerator<string> {
  yield await Promise.resolve(text);
}

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
