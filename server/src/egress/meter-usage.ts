import { estimateRequestTokens, estimateTokens } from "../integrations/roles/models/estimate-tokens.ts";
import type { ModelChunk, UsageChunk } from "../integrations/roles/models/model.ts";
import type { Price } from "./ports.ts";
import type { GenerationRequest } from "./request.ts";

export type Usage = {
  tokensIn: number;
  tokensOut: number;
  tokensCached: number;
  tokensReasoning: number;
  images: number;
  isEstimated: boolean;
};

export type Measured = { usage: Usage; firstTokenMs: number | undefined; latencyMs: number };

/** Counts one call: what the provider says it used, or an estimate of what came before it ended early. */
export function meterUsage(request: GenerationRequest) {
  const start = performance.now();
  let counted: UsageChunk | undefined;
  let firstTokenMs: number | undefined;
  let bytesOut = 0;
  let images = 0;
  let isSent = false;
  let tokensIn: number | undefined;
  const estimateOnce = () => (tokensIn ??= estimateInput(request));
  const estimate = (): UsageChunk => ({
    type: "usage",
    tokens_in: isSent ? estimateOnce() : 0,
    tokens_out: Math.ceil(bytesOut / 4),
    estimated: true,
  });
  return {
    /** From here on a provider may charge for what it got. */
    sent(): void {
      isSent = true;
    },
    see(chunk: ModelChunk): void {
      if (chunk.type === "usage") counted = chunk;
      const text = chunk.type === "tool_call" ? chunk.arguments : "text" in chunk ? chunk.text : undefined;
      if (text === undefined) return;
      firstTokenMs ??= Math.round(performance.now() - start);
      bytesOut += Buffer.byteLength(text);
    },
    /** An answer that comes in one piece. */
    take(usage: UsageChunk | undefined, drawn = 0): void {
      counted = usage ?? { type: "usage", tokens_in: estimateOnce(), tokens_out: 0, estimated: true };
      images = drawn;
      firstTokenMs = Math.round(performance.now() - start);
    },
    read(): Measured {
      const latencyMs = Math.round(performance.now() - start);
      const used = counted ?? estimate();
      const usage = {
        tokensIn: used.tokens_in,
        tokensOut: used.tokens_out,
        tokensCached: used.tokens_cached ?? 0,
        tokensReasoning: used.tokens_reasoning ?? 0,
        images,
        isEstimated: used.estimated ?? false,
      };
      return { usage, firstTokenMs, latencyMs };
    },
  };
}

/** What a call has used once it is sent, before anything came back. */
export const usageOfPrompt = (request: GenerationRequest): Usage => ({
  tokensIn: estimateInput(request),
  tokensOut: 0,
  tokensCached: 0,
  tokensReasoning: 0,
  images: 0,
  isEstimated: true,
});

/** Tokens of what is sent, roughly. */
export function estimateInput(request: GenerationRequest): number {
  if (request.kind === "text") return estimateRequestTokens(request);
  const texts = request.kind === "image" ? [request.prompt] : request.input;
  return texts.reduce((sum, text) => sum + estimateTokens(text), 0);
}

/** What a call costs in whole micro-credits, rounded up: nothing is given away below one. */
export function costOf({ tokensIn, tokensOut, tokensCached, images }: Usage, price: Price | undefined): number {
  if (!price) return 0;
  const cached = Math.min(tokensCached, tokensIn);
  const tokens =
    (tokensIn - cached) * price.tokensInMicros +
    cached * (price.tokensCachedMicros ?? price.tokensInMicros) +
    tokensOut * price.tokensOutMicros;
  return Math.ceil(tokens / 1_000_000) + images * (price.imageMicros ?? 0);
}
