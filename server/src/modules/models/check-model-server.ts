import type { Work } from "../../framework/context.ts";
import { providersPort } from "../../egress/public.ts";
import type { ModelDescription } from "../../integrations/roles/models/model.ts";
import { ProviderError } from "../../integrations/roles/calls/provider-error.ts";

export type Health = { state: "working" | "failing"; failure_code: string | null; models: string[]; checked_at: Date };

const modelsMax = 500;
/** What a name may look like: what model hubs and servers use. Others cannot be chosen. */
const modelName = /^[\w.:@/+ -]{1,200}$/;

/** Asks a server for its models. Sends nothing but its key. */
export async function checkModelServer(
  work: Work,
  server: { id: string; kind: string; url: string; key?: string },
  signal: AbortSignal,
): Promise<Health> {
  const { connect, fetch } = work.port(providersPort);
  const checked_at = work.clock.now();
  try {
    const models = await connect(server).listModels({ fetch, signal });
    return { state: "working", failure_code: null, models: nameModels(models), checked_at };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return { state: "failing", failure_code: error.code, models: [], checked_at };
  }
}

function nameModels(models: readonly ModelDescription[]): string[] {
  const names = models.map(({ id }) => id).filter((name) => modelName.test(name));
  return [...new Set(names)].toSorted().slice(0, modelsMax);
}
