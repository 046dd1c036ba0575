import { estimateRequestTokens, estimateTokens } from "../integrations/roles/estimate-tokens.ts";
import type { ModelChunk } from "../integrations/roles/model.ts";
import type { GenerationRequest, Usage } from "./ports.ts";

export type Measured = { usage: Usage; firstTokenMs: number | undefined; latencyMs: number };

/** Counts one call: what the provider says it used, or an estimate of what came before it ended early. */
export function meterUsage(request: GenerationRequest, model: string) {
  const start = performance.now();
  const { instructions, messages } = request;
  let counted: Usage | undefined;
  let firstTokenMs: number | undefined;
  let tokensOut = 0;
  return {
    see(chunk: ModelChunk): void {
      if (chunk.type === "usage")
        counted = { tokensIn: chunk.tokens_in, tokensOut: chunk.tokens_out, isEstimated: chunk.estimated ?? false };
      if (chunk.type !== "text" && chunk.type !== "reasoning") return;
      firstTokenMs ??= Math.round(performance.now() - start);
      tokensOut += estimateTokens(chunk.text);
    },
    read(): Measured {
      const latencyMs = Math.round(performance.now() - start);
      const tokensIn = () => estimateRequestTokens({ model, messages, ...(instructions ? { instructions } : {}) });
      return { usage: counted ?? { tokensIn: tokensIn(), tokensOut, isEstimated: true }, firstTokenMs, latencyMs };
    },
  };
}
