import { setTimeout as wait } from "node:timers/promises";
import type { ModelCall, ModelChunk, ModelProvider, ModelRequest } from "../roles/model.ts";
import { ProviderError } from "../roles/provider-error.ts";
import { type SandboxAnswer, writeAnswer } from "./write-answer.ts";

export interface SandboxSettings {
  /** The pause before each word. */
  delayMs: number;
}

/**
 * A model that is no AI: it answers the same request with the same words, calls nothing, and says so in every answer.
 * It counts words as tokens.
 */
export function sandboxModel({ delayMs }: SandboxSettings): ModelProvider {
  return {
    id: "sandbox",
    sandbox: true,
    stream: (request, call) => speak(request, call, delayMs),
    listModels: async () => [{ id: "sandbox" }],
    health: async () => ({ healthy: true, models: 1 }),
  };
}

async function* speak(request: ModelRequest, { signal }: ModelCall, delayMs: number): AsyncGenerator<ModelChunk> {
  const answer: SandboxAnswer = writeAnswer(request);
  for (const text of splitWords(answer.reasoning)) {
    await pause(delayMs, signal);
    yield { type: "reasoning", text };
  }
  const words = splitWords(answer.text);
  const limit = Math.min(words.length, request.max_tokens ?? words.length);
  for (const [index, text] of words.slice(0, limit).entries()) {
    await pause(delayMs, signal);
    if (index === answer.failsAfter) throw new ProviderError("provider.overloaded", { reason: "sandbox" });
    yield { type: "text", text };
  }
  await pause(0, signal);
  const tokensOut = limit + splitWords(answer.reasoning).length;
  yield { type: "usage", tokens_in: countRequestWords(request), tokens_out: tokensOut };
  yield { type: "finish", reason: limit < words.length ? "length" : "stop" };
}

/** Words with the white space after them, so that joined they are the text again. */
function splitWords(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}

function countRequestWords(request: ModelRequest): number {
  const texts = [request.instructions ?? "", ...request.messages.map((message) => message.content)];
  return texts.reduce((sum, text) => sum + splitWords(text).length, 0);
}

async function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  try {
    signal.throwIfAborted();
    if (delayMs > 0) await wait(delayMs, undefined, { signal });
  } catch {
    // Both lines throw only because the caller stopped the answer.
    throw new ProviderError("provider.cancelled");
  }
}
