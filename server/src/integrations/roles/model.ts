import type { Fetch } from "./fetch.ts";
import type { ProviderError } from "./provider-error.ts";

export interface ModelMessage {
  role: "user" | "assistant";
  content: string;
}

export interface ModelRequest {
  model: string;
  messages: readonly ModelMessage[];
  /** What the agent is told before the conversation (the dialects' "system" message). */
  instructions?: string;
  max_tokens?: number;
  temperature?: number;
}

/** `length`: the token limit was reached. `other`: the server gave no reason, or one of its own. */
export type FinishReason = "stop" | "length" | "content_filter" | "other";

export type ModelChunk =
  | { type: "text"; text: string }
  | { type: "reasoning"; text: string }
  | { type: "usage"; tokens_in: number; tokens_out: number; estimated?: true }
  | { type: "finish"; reason: FinishReason };

export interface ModelCall {
  fetch: Fetch;
  signal: AbortSignal;
}

export interface ModelDescription {
  id: string;
}

export type ModelHealth = { healthy: true; models: number } | { healthy: false; error: ProviderError };

/**
 * A way to a language model. `stream` yields any number of text and reasoning chunks, then exactly one `usage`, then
 * exactly one `finish`. Whatever else happens is thrown as a `ProviderError`. Aborting the signal, or leaving the
 * iteration, stops the work upstream at once; an aborted call throws `provider.cancelled`.
 */
export interface ModelProvider {
  readonly id: string;
  /** True where no AI is called; every artefact made with it is marked. */
  readonly sandbox: boolean;
  stream(request: ModelRequest, call: ModelCall): AsyncIterable<ModelChunk>;
  /** @throws ProviderError */
  listModels(call: ModelCall): Promise<ModelDescription[]>;
  /** Says how the server is instead of throwing. */
  health(call: ModelCall): Promise<ModelHealth>;
}
