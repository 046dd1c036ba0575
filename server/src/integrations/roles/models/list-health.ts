import type { ModelDescription, ModelHealth } from "./model.ts";
import { ProviderError } from "../calls/provider-error.ts";

/** A provider that lists its models is healthy. */
export async function listHealth(list: () => Promise<ModelDescription[]>): Promise<ModelHealth> {
  try {
    return { healthy: true, models: (await list()).length };
  } catch (error) {
    if (error instanceof ProviderError) return { healthy: false, error };
    throw error;
  }
}
