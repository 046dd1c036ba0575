import type { FinishReason, ModelChunk, UsageChunk } from "../roles/models/model.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";
import type { AnswerReader } from "../roles/models/stream-events.ts";
import { answerTool } from "./build-request.ts";
import { keepThoughts, type Thought } from "./keep-thoughts.ts";

type WireUsage = {
  input_tokens?: number | null;
  cache_read_input_tokens?: number | null;
  cache_creation_input_tokens?: number | null;
  output_tokens?: number | null;
};
type WireBlock = {
  type?: string;
  id?: string;
  name?: string;
  text?: string;
  thinking?: string;
  signature?: string;
  data?: string;
  input?: unknown;
};
type WireDelta = { type?: string; text?: string; thinking?: string; signature?: string; partial_json?: string };
type WireEvent = {
  type?: string;
  index?: number;
  message?: { usage?: WireUsage };
  content_block?: WireBlock;
  delta?: WireDelta & { stop_reason?: string | null };
  usage?: WireUsage;
  content?: WireBlock[];
  stop_reason?: string | null;
};

const finishReasons: Record<string, FinishReason> = {
  end_turn: "stop",
  stop_sequence: "stop",
  max_tokens: "length",
  model_context_window_exceeded: "length",
  tool_use: "tool_calls",
  refusal: "content_filter",
};

/** Reads the events of `POST /v1/messages`, or its whole answer. What was thought is kept with the call it led to. */
export function readAnswer(key: string): AnswerReader {
  let ready: ModelChunk[] = [];
  let reason: string | undefined;
  let isWhole = false;
  const used: Required<{ [K in keyof WireUsage]: number }> = {
    input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation_input_tokens: 0,
    output_tokens: 0,
  };
  /** Places of tool calls among the blocks; the answer in JSON is none. */
  const calls = new Map<number, number>();
  let answerBlock: number | undefined;
  const thoughts = collectThoughts();

  const count = (usage: WireUsage | undefined) => {
    for (const name of Object.keys(used) as (keyof WireUsage)[]) used[name] = usage?.[name] ?? used[name];
  };
  const begin = (block: WireBlock, index: number) => {
    if (block.type === "text" && block.text) ready.push({ type: "text", text: block.text });
    if (block.type === "thinking" && block.thinking) ready.push({ type: "reasoning", text: block.thinking });
    thoughts.begin(block, index);
    if (block.type !== "tool_use") return;
    if (block.name === answerTool) {
      answerBlock = index;
      return;
    }
    calls.set(index, calls.size);
    const id = keepThoughts(block.id ?? "", thoughts.take(), key);
    ready.push({ type: "tool_call", index: calls.get(index)!, id, name: block.name ?? "", arguments: "" });
  };
  const addJson = (words: string, index: number) => {
    if (words === "") return;
    if (index === answerBlock) ready.push({ type: "text", text: words });
    else if (calls.has(index)) ready.push({ type: "tool_call", index: calls.get(index)!, arguments: words });
  };
  const grow = (delta: WireDelta, index: number) => {
    if (delta.type === "text_delta" && delta.text) ready.push({ type: "text", text: delta.text });
    if (delta.type === "thinking_delta" && delta.thinking) ready.push({ type: "reasoning", text: delta.thinking });
    thoughts.grow(delta, index);
    if (delta.type === "input_json_delta") addJson(delta.partial_json ?? "", index);
  };
  const readWhole = (message: WireEvent) => {
    for (const [index, block] of (message.content ?? []).entries()) {
      begin(block, index);
      if (block.type === "tool_use") addJson(JSON.stringify(block.input ?? {}), index);
    }
    count(message.usage);
    reason = message.stop_reason ?? reason;
    isWhole = true;
  };

  return {
    read(data) {
      const event = data as WireEvent;
      if (event.type === "message") return readWhole(event);
      if (event.type === "message_start") count(event.message?.usage);
      if (event.type === "content_block_start" && event.content_block) begin(event.content_block, event.index ?? 0);
      if (event.type === "content_block_delta" && event.delta) grow(event.delta, event.index ?? 0);
      if (event.type === "message_delta") {
        count(event.usage);
        reason = event.delta?.stop_reason ?? reason;
      }
      if (event.type === "message_stop") isWhole = true;
    },
    take() {
      const taken = ready;
      ready = [];
      return taken;
    },
    finish() {
      if (!isWhole) throw new ProviderError("provider.truncated_answer");
      const isAnswer = answerBlock !== undefined && calls.size === 0;
      const finish = isAnswer && reason === "tool_use" ? "stop" : (finishReasons[reason ?? ""] ?? "other");
      return [...this.take(), usageOf(used), { type: "finish", reason: finish }];
    },
  };
}

/** Thoughts by their place among the blocks, until a call takes them along. */
function collectThoughts() {
  let thoughts = new Map<number, Thought>();
  return {
    begin({ type, thinking = "", signature = "", data }: WireBlock, index: number) {
      if (type === "thinking") thoughts.set(index, { type, thinking, signature });
      if (type === "redacted_thinking" && data) thoughts.set(index, { type, data });
    },
    grow({ type, thinking = "", signature = "" }: WireDelta, index: number) {
      const thought = thoughts.get(index);
      if (thought?.type !== "thinking" || (type !== "thinking_delta" && type !== "signature_delta")) return;
      thought.thinking += thinking;
      thought.signature += signature;
    },
    take(): Thought[] {
      const taken = [...thoughts.values()];
      thoughts = new Map();
      return taken;
    },
  };
}

/** Anthropic counts what was cached apart; the unified count includes it. */
function usageOf(used: Required<{ [K in keyof WireUsage]: number }>): UsageChunk {
  const cached = used.cache_read_input_tokens;
  const tokens_in = used.input_tokens + cached + used.cache_creation_input_tokens;
  return { type: "usage", tokens_in, tokens_out: used.output_tokens, ...(cached ? { tokens_cached: cached } : {}) };
}
