import type { FinishReason, UsageChunk } from "../../integrations/roles/models/model.ts";
import type { Answer } from "./collect-answer.ts";

export type Head = { id: string; created: number; model: string; sandbox: boolean };

export const finishReasons: Record<FinishReason, string> = {
  stop: "stop",
  length: "length",
  tool_calls: "tool_calls",
  content_filter: "content_filter",
  other: "stop",
};

export const writeUsage = (usage: UsageChunk) => ({
  prompt_tokens: usage.tokens_in,
  completion_tokens: usage.tokens_out,
  total_tokens: usage.tokens_in + usage.tokens_out,
  prompt_tokens_details: { cached_tokens: usage.tokens_cached ?? 0 },
  completion_tokens_details: { reasoning_tokens: usage.tokens_reasoning ?? 0 },
});

export function writeCompletion(head: Head, answer: Answer): object {
  const calls = answer.calls.map(({ id, ...call }) => ({ id, type: "function", function: call }));
  const message = {
    role: "assistant",
    content: answer.text === "" && calls.length > 0 ? null : answer.text,
    refusal: null,
    ...(answer.reasoning ? { reasoning_content: answer.reasoning } : {}),
    ...(calls.length > 0 ? { tool_calls: calls } : {}),
  };
  return {
    ...headOf(head, "chat.completion"),
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReasons[answer.finish] }],
    usage: writeUsage(answer.usage),
  };
}

export const headOf = ({ id, created, model, sandbox }: Head, object: string) => ({
  id,
  object,
  created,
  model,
  ...(sandbox ? { sandbox: true } : {}),
});
