import type { GenerationChunk } from "../../egress/public.ts";
import type { FinishReason, ToolCall, UsageChunk } from "../../integrations/roles/models/model.ts";

/** What all the chunks of an answer add up to. */
export async function collectAnswer(chunks: AsyncIterable<GenerationChunk>) {
  const answer = { text: "", reasoning: "", calls: [] as ToolCall[], finish: "other" as FinishReason };
  let usage: UsageChunk = { type: "usage", tokens_in: 0, tokens_out: 0, estimated: true };
  for await (const chunk of chunks) {
    if (chunk.type === "text") answer.text += chunk.text;
    else if (chunk.type === "reasoning") answer.reasoning += chunk.text;
    else if (chunk.type === "tool_call") addCall(answer.calls, chunk);
    else if (chunk.type === "usage") usage = chunk;
    else answer.finish = chunk.reason;
  }
  return { ...answer, usage };
}

export type Answer = Awaited<ReturnType<typeof collectAnswer>>;

function addCall(calls: ToolCall[], chunk: Extract<GenerationChunk, { type: "tool_call" }>): void {
  const call = (calls[chunk.index] ??= { id: "", name: "", arguments: "" });
  if (chunk.id) call.id = chunk.id;
  if (chunk.name) call.name = chunk.name;
  call.arguments += chunk.arguments;
}
