import type { EmbeddingRequest } from "./model.ts";
import { ProviderError } from "../calls/provider-error.ts";

/** One vector for each text, all as long, and as long as was asked for: others cannot be compared. @throws ProviderError */
export function checkVectors(vectors: number[][], { input, dimensions }: EmbeddingRequest): number[][] {
  if (vectors.length !== input.length) throw new ProviderError("provider.malformed_answer", { reason: "count" });
  const length = dimensions ?? vectors[0]?.length ?? 0;
  if (vectors.some((vector) => vector.length === 0 || vector.length !== length))
    throw new ProviderError("provider.malformed_answer", { reason: "dimensions" });
  return vectors;
}
