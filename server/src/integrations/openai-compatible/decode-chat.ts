import { StringDecoder } from "node:string_decoder";
import { createParser } from "eventsource-parser";
import type { FinishReason, ModelChunk } from "../roles/models/model.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";

/** One event may hold at most this many characters, whole or not. */
const MAX_EVENT_CHARS = 1_048_576;

interface WireToolCall {
  index?: unknown;
  id?: unknown;
  function?: { name?: unknown; arguments?: unknown } | null;
}

interface WireDelta {
  content?: unknown;
  refusal?: unknown;
  tool_calls?: WireToolCall[] | null;
  reasoning_content?: unknown;
  reasoning?: unknown;
}

interface WireChoice {
  index?: unknown;
  delta?: WireDelta | null;
  message?: WireDelta | null;
  finish_reason?: unknown;
}

interface WireUsage {
  prompt_tokens?: unknown;
  completion_tokens?: unknown;
  total_tokens?: unknown;
  prompt_tokens_details?: { cached_tokens?: unknown } | null;
  /** DeepSeek's name for what was cached. */
  prompt_cache_hit_tokens?: unknown;
  completion_tokens_details?: { reasoning_tokens?: unknown } | null;
}

interface WireChunk {
  choices?: WireChoice[] | null;
  usage?: WireUsage | null;
  /** Groq counts here. */
  x_groq?: { usage?: WireUsage | null } | null;
  error?: unknown;
  object?: unknown;
}

export interface ChatDecoder {
  /** The server said that the answer is whole. */
  readonly isDone: boolean;
  /** The chunks these bytes complete; text that arrives together comes as one chunk. */
  push(bytes: Uint8Array): ModelChunk[];
  /** The rest, `usage` and `finish` included. @throws ProviderError when the answer is not whole. */
  end(): ModelChunk[];
}

export interface DecoderOptions {
  /** What to count where the server does not. */
  tokensIn: () => number;
  /** Makes the error for an error the server sends inside the stream. */
  onError: (body: string) => ProviderError;
}

const finishReasons: Record<string, FinishReason> = {
  stop: "stop",
  length: "length",
  content_filter: "content_filter",
  tool_calls: "tool_calls",
  function_call: "tool_calls",
};

/** Decodes an OpenAI-dialect answer, whatever the network's slices: an event stream, or one JSON body. */
export function createChatDecoder(format: "events" | "json", options: DecoderOptions): ChatDecoder {
  const state = new Answer(options);
  const text = new StringDecoder("utf8");
  if (format === "json") return decodeWhole(state, text);
  const parser = createParser({
    maxBufferSize: MAX_EVENT_CHARS,
    onEvent: (event) => state.readEvent(event.data, event.event),
    onError: (problem) => {
      if (problem.type === "max-buffer-size-exceeded") throw new ProviderError("egress.response_too_large");
    },
  });
  return {
    get isDone() {
      return state.isDone;
    },
    push(bytes) {
      if (!state.isDone) parser.feed(text.write(bytes));
      return state.take();
    },
    end() {
      state.isEnding = true;
      // A last event without its blank line is still read: some servers close right after it.
      if (!state.isDone) parser.feed(`${text.end()}\n\n`);
      return state.finish();
    },
  };
}

function decodeWhole(state: Answer, text: StringDecoder): ChatDecoder {
  const parts: string[] = [];
  return {
    isDone: false,
    push(bytes) {
      parts.push(text.write(bytes));
      return [];
    },
    end() {
      parts.push(text.end());
      state.readEvent(parts.join(""));
      state.isDone = true;
      return state.finish();
    },
  };
}

class Answer {
  isDone = false;
  isEnding = false;
  readonly #options: DecoderOptions;
  #ready: ModelChunk[] = [];
  #reason: FinishReason | undefined;
  #usage: ModelChunk | undefined;
  #bytesOut = 0;

  constructor(options: DecoderOptions) {
    this.#options = options;
  }

  readEvent(data: string, event?: string): void {
    if (this.isDone) return;
    if (data === "[DONE]") {
      this.isDone = true;
      return;
    }
    const chunk = this.#parse(data);
    if (chunk.error || chunk.object === "error" || event === "error") throw this.#options.onError(data);
    const choice = chunk.choices?.[0];
    if (choice && (choice.index ?? 0) === 0) this.#readChoice(choice);
    const usage = chunk.usage ?? chunk.x_groq?.usage;
    if (usage) this.#readUsage(usage);
  }

  #parse(data: string): WireChunk {
    try {
      const parsed: unknown = JSON.parse(data);
      if (typeof parsed === "object" && parsed !== null) return parsed;
    } catch {
      // Half an event at the end of the stream is a cut, not bad JSON; the parser's own message would quote content.
      if (this.isEnding) throw new ProviderError("provider.truncated_answer");
    }
    throw new ProviderError("provider.malformed_answer", { reason: "not_json" });
  }

  #readChoice(choice: WireChoice): void {
    const delta = choice.delta ?? choice.message;
    if (delta) {
      // vLLM and Ollama say `reasoning`; DeepSeek, llama.cpp and older vLLM `reasoning_content`.
      this.#add("reasoning", delta.reasoning_content ?? delta.reasoning);
      this.#addContent(delta.content);
      this.#add("text", delta.refusal);
      for (const [place, call] of (delta.tool_calls ?? []).entries()) this.#addToolCall(call, place);
    }
    if (typeof choice.finish_reason === "string") this.#reason = finishReasons[choice.finish_reason] ?? "other";
  }

  /** A text, or Mistral's list of parts, of which some are thoughts. */
  #addContent(content: unknown): void {
    if (!Array.isArray(content)) return this.#add("text", content);
    for (const part of content as { type?: unknown; text?: unknown; thinking?: unknown }[]) {
      if (part.type === "text") this.#add("text", part.text);
      if (part.type === "thinking" && Array.isArray(part.thinking))
        for (const thought of part.thinking as { text?: unknown }[]) this.#add("reasoning", thought.text);
    }
  }

  /** `place` stands in for the index that whole answers, and some servers, leave out. */
  #addToolCall({ index, id, function: called }: WireToolCall, place: number): void {
    const words = called?.arguments ?? "";
    if (typeof words !== "string") throw new ProviderError("provider.malformed_answer", { reason: "tool_arguments" });
    this.#bytesOut += Buffer.byteLength(words);
    this.#ready.push({
      type: "tool_call",
      index: isCount(index) ? index : place,
      ...(typeof id === "string" && id !== "" ? { id } : {}),
      ...(typeof called?.name === "string" && called.name !== "" ? { name: called.name } : {}),
      arguments: words,
    });
  }

  #add(type: "text" | "reasoning", text: unknown): void {
    if (text === undefined || text === null || text === "") return;
    if (typeof text !== "string") throw new ProviderError("provider.malformed_answer", { reason: "content_type" });
    this.#bytesOut += Buffer.byteLength(text);
    const last = this.#ready.at(-1);
    if (last && last.type === type) last.text += text;
    else this.#ready.push({ type, text });
  }

  /** Some servers count along in every chunk; the last count holds. */
  #readUsage(usage: WireUsage): void {
    const { prompt_tokens: tokensIn, completion_tokens: tokensOut } = usage;
    if (!isCount(tokensIn) || !isCount(tokensOut)) return;
    const cached = usage.prompt_tokens_details?.cached_tokens ?? usage.prompt_cache_hit_tokens;
    const reasoning = usage.completion_tokens_details?.reasoning_tokens;
    // xAI leaves what was thought out of the completion, and has it in the total.
    const isApart = isCount(reasoning) && reasoning > 0 && usage.total_tokens === tokensIn + tokensOut + reasoning;
    this.#usage = {
      type: "usage",
      tokens_in: tokensIn,
      tokens_out: isApart ? tokensOut + reasoning : tokensOut,
      ...(isCount(cached) && cached > 0 ? { tokens_cached: cached } : {}),
      ...(isCount(reasoning) && reasoning > 0 ? { tokens_reasoning: reasoning } : {}),
    };
  }

  take(): ModelChunk[] {
    if (this.#ready.length === 0) return this.#ready;
    const chunks = this.#ready;
    this.#ready = [];
    return chunks;
  }

  finish(): ModelChunk[] {
    if (!this.isDone && this.#reason === undefined) throw new ProviderError("provider.truncated_answer");
    return [...this.take(), this.#usage ?? this.#estimateUsage(), { type: "finish", reason: this.#reason ?? "other" }];
  }

  #estimateUsage(): ModelChunk {
    const tokens = { tokens_in: this.#options.tokensIn(), tokens_out: Math.ceil(this.#bytesOut / 4) };
    return { type: "usage", ...tokens, estimated: true };
  }
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
