import type { Fetch } from "../calls/fetch.ts";
import type { ProviderError } from "../calls/provider-error.ts";

/** Base64, so that it goes into every dialect's JSON as it is. No addresses: nobody fetches anything for a prompt. */
export type ImagePart = { type: "image"; media_type: string; data: string };
export type ContentPart = { type: "text"; text: string } | ImagePart;

/** `arguments` is JSON as the model wrote it, which need not be valid. */
export type ToolCall = { id: string; name: string; arguments: string };

export type ModelMessage =
  | { role: "user"; content: string | readonly ContentPart[] }
  | { role: "assistant"; content: string; tool_calls?: readonly ToolCall[] }
  | { role: "tool"; tool_call_id: string; content: string };

/** JSON Schema. */
export type JsonSchema = Record<string, unknown>;

export type Tool = { name: string; description?: string; parameters: JsonSchema; strict?: boolean };
export type ToolChoice = "auto" | "none" | "required" | { name: string };
export type AnswerFormat =
  | { type: "json" }
  | { type: "json_schema"; name: string; schema: JsonSchema; strict?: boolean };

/** How a model is to answer; every field is optional, and a dialect without it leaves it out. */
export interface ModelSettings {
  tools?: readonly Tool[];
  tool_choice?: ToolChoice;
  format?: AnswerFormat;
  max_tokens?: number;
  temperature?: number;
  top_p?: number;
  stop?: readonly string[];
  reasoning_effort?: "none" | "minimal" | "low" | "medium" | "high" | "xhigh";
  /** What the caller sent besides, for providers of the OpenAI dialect: passed on as it is. */
  extra?: Readonly<Record<string, unknown>>;
}

export interface ModelRequest extends ModelSettings {
  model: string;
  messages: readonly ModelMessage[];
  /** What the agent is told before the conversation (the dialects' "system" message). */
  instructions?: string;
  /** The answer is wanted in one piece: asked for so where the dialect has a way. */
  whole?: boolean;
}

/** `length`: the token limit was reached. `other`: the server gave no reason, or one of its own. */
export type FinishReason = "stop" | "length" | "tool_calls" | "content_filter" | "other";

/** Counted by the provider unless `estimated`. What was cached is part of `tokens_in`, what was reasoned of `tokens_out`. */
export type UsageChunk = {
  type: "usage";
  tokens_in: number;
  tokens_out: number;
  tokens_cached?: number;
  tokens_reasoning?: number;
  estimated?: true;
};

export type ModelChunk =
  | { type: "text"; text: string }
  | { type: "reasoning"; text: string }
  /** The first of an index carries `id` and `name`; the arguments of all of them joined are JSON. */
  | { type: "tool_call"; index: number; id?: string; name?: string; arguments: string }
  | UsageChunk
  | { type: "finish"; reason: FinishReason };

export interface ModelCall {
  fetch: Fetch;
  signal: AbortSignal;
}

export type EmbeddingRequest = { model: string; input: readonly string[]; dimensions?: number };
/** One vector for each input, in its order. */
export type EmbeddingAnswer = { vectors: number[][]; usage: UsageChunk };

export type ImageRequest = {
  model: string;
  prompt: string;
  count: number;
  /** Pixels. */
  width: number;
  height: number;
  extra?: Readonly<Record<string, unknown>>;
};
export type DrawnImage = { data: string; media_type: string };
export type ImageAnswer = { images: DrawnImage[]; usage?: UsageChunk };

export type ModerationRequest = { model: string; input: readonly string[] };
export type ModerationAnswer = {
  results: { flagged: boolean; categories: Record<string, boolean>; scores: Record<string, number> }[];
};

export interface ModelDescription {
  id: string;
}

export type ModelHealth = { healthy: true; models: number } | { healthy: false; error: ProviderError };

/**
 * A way to models. `stream` yields any number of text, reasoning and tool call chunks, then exactly one `usage`, then
 * exactly one `finish`. Whatever else happens is thrown as a `ProviderError`. Aborting the signal, or leaving the
 * iteration, stops the work upstream at once; an aborted call throws `provider.cancelled`. What a provider cannot do
 * at all it lacks the method for.
 */
export interface ModelProvider {
  readonly id: string;
  /** True where no AI is called; every artefact made with it is marked. */
  readonly sandbox: boolean;
  stream?(request: ModelRequest, call: ModelCall): AsyncIterable<ModelChunk>;
  /** @throws ProviderError */
  embed?(request: EmbeddingRequest, call: ModelCall): Promise<EmbeddingAnswer>;
  /** @throws ProviderError */
  draw?(request: ImageRequest, call: ModelCall): Promise<ImageAnswer>;
  /** @throws ProviderError */
  moderate?(request: ModerationRequest, call: ModelCall): Promise<ModerationAnswer>;
  /** @throws ProviderError */
  listModels(call: ModelCall): Promise<ModelDescription[]>;
  /** Says how the server is instead of throwing. */
  health(call: ModelCall): Promise<ModelHealth>;
}

/** A provider of models that talk. */
export type ChatProvider = ModelProvider & Required<Pick<ModelProvider, "stream">>;
