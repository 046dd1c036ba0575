import { setTimeout as wait } from "node:timers/promises";
import type { ModelCall, ModelChunk, ModelProvider, ModelRequest } from "../roles/models/model.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";
import { textOfMessage } from "../roles/models/text-of.ts";
import { drawImage } from "./draw-image.ts";
import { embedText } from "./embed-text.ts";
import { judgeText } from "./judge-text.ts";
import { type SandboxAnswer, writeAnswer } from "./write-answer.ts";

export interface SandboxSettings {
  /** The pause before each word. */
  delayMs: number;
}

/** The names of what the sandbox has. */
export const sandboxModels = ["sandbox", "sandbox/embedding", "sandbox/image", "sandbox/moderation"] as const;

/**
 * Models that are no AI: they answer the same request with the same words, numbers and pictures, call nothing, and say
 * so in every answer. Words count as tokens.
 */
export function sandboxModel({ delayMs }: SandboxSettings): Required<ModelProvider> {
  return {
    id: "sandbox",
    sandbox: true,
    stream: (request, call) => speak(request, call, request.whole ? 0 : delayMs),
    async embed({ input, dimensions }, { signal }) {
      await pause(0, signal);
      const tokens_in = input.reduce((sum, text) => sum + splitWords(text).length, 0);
      return {
        vectors: input.map((text) => embedText(text, dimensions)),
        usage: { type: "usage", tokens_in, tokens_out: 0 },
      };
    },
    async draw(request, { signal }) {
      await pause(delayMs, signal);
      if (/^fail:/i.test(request.prompt)) throw new ProviderError("provider.overloaded", { reason: "sandbox" });
      const images = Array.from({ length: request.count }, (_, number) => drawImage(request, number));
      return { images: images.map((png) => ({ data: png.toString("base64"), media_type: "image/png" })) };
    },
    async moderate({ input }, { signal }) {
      await pause(0, signal);
      return { results: input.map(judgeText) };
    },
    listModels: async () => sandboxModels.map((id) => ({ id })),
    health: async () => ({ healthy: true, models: sandboxModels.length }),
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
  const calls = answer.calls ?? [];
  for (const [index, call] of calls.entries())
    yield { type: "tool_call", index, id: `call_sandbox${index + 1}`, ...call };
  const tokensOut = limit + splitWords(answer.reasoning + calls.map((call) => call.arguments).join(" ")).length;
  yield { type: "usage", tokens_in: countRequestWords(request), tokens_out: tokensOut };
  yield { type: "finish", reason: calls.length > 0 ? "tool_calls" : limit < words.length ? "length" : "stop" };
}

/** Words with the white space after them, so that joined they are the text again. */
function splitWords(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}

function countRequestWords(request: ModelRequest): number {
  const texts = [request.instructions ?? "", ...request.messages.map(textOfMessage)];
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
