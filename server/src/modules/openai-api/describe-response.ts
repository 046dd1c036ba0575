import type { FinishReason, UsageChunk } from "../../integrations/roles/models/model.ts";

export type ResponseHead = { id: string; created: number; model: string; sandbox: boolean };

export type Item =
  | { type: "reasoning"; id: string; text: string }
  | { type: "message"; id: string; text: string }
  | { type: "function_call"; id: string; call_id: string; name: string; text: string };

type Status = "in_progress" | "completed" | "incomplete" | "failed";
type So = { items: readonly Item[]; finish: FinishReason; usage: UsageChunk };

/** A response object of OpenAI's, as far as it has come. Nothing of it is stored. */
export function describeResponse(head: ResponseHead, status: Status, { items, finish, usage }: So): object {
  const isOver = status === "completed" || status === "incomplete";
  const reason = finish === "length" ? "max_output_tokens" : "content_filter";
  return {
    id: head.id,
    object: "response",
    created_at: head.created,
    status,
    model: head.model,
    ...(head.sandbox ? { sandbox: true } : {}),
    output: status === "in_progress" ? [] : items.map((item) => writeItem(item, "completed")),
    error: null,
    incomplete_details: status === "incomplete" ? { reason } : null,
    instructions: null,
    metadata: {},
    parallel_tool_calls: true,
    previous_response_id: null,
    store: false,
    temperature: null,
    tool_choice: "auto",
    tools: [],
    top_p: null,
    usage: isOver ? writeTokens(usage) : null,
  };
}

export const writePart = (text: string) => ({ type: "output_text", text, annotations: [], logprobs: [] });

export function writeItem(item: Item, status: "in_progress" | "completed"): object {
  const { id, text } = item;
  if (item.type === "message") {
    const content = status === "completed" ? [writePart(text)] : [];
    return { type: "message", id, role: "assistant", status, content };
  }
  if (item.type === "function_call")
    return { type: "function_call", id, call_id: item.call_id, name: item.name, arguments: text, status };
  return { type: "reasoning", id, status, summary: [], content: text ? [{ type: "reasoning_text", text }] : [] };
}

const writeTokens = (usage: UsageChunk) => ({
  input_tokens: usage.tokens_in,
  output_tokens: usage.tokens_out,
  total_tokens: usage.tokens_in + usage.tokens_out,
  input_tokens_details: { cached_tokens: usage.tokens_cached ?? 0 },
  output_tokens_details: { reasoning_tokens: usage.tokens_reasoning ?? 0 },
});
