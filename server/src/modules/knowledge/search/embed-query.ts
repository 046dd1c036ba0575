import { embed } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import { Refusal } from "../../../framework/errors.ts";
import { ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import { knowledgeKey } from "../collections/find-collection.ts";
import { packVector, unpackVector } from "./pack-vector.ts";

/** In whose name and within what a question is made a vector of. */
export type QueryAsker = {
  surface: "rest" | "chat";
  permission: string;
  agentId?: string;
  widgetId?: string | undefined;
  /** Nothing may leave. */
  sandbox?: boolean;
  signal: AbortSignal;
};

/** Through the gate, like any call. Nothing where it says no or the model does not answer: words are found without. */
export async function embedQuery(
  work: Work,
  query: string,
  model: string,
  { surface, permission, agentId, widgetId, sandbox = false, signal }: QueryAsker,
): Promise<Int8Array | undefined> {
  if (sandbox && model !== "sandbox") return undefined;
  const id = work.newId("gen");
  const asked = { id, surface, permission, artefact: id, key: await knowledgeKey(work), model, input: [query], signal };
  try {
    const { vectors } = await embed(work, {
      ...asked,
      ...(agentId ? { agentId } : {}),
      ...(widgetId ? { widgetId } : {}),
    });
    return unpackVector(packVector(vectors[0] ?? []));
  } catch (error) {
    if (signal.aborted || !(error instanceof Refusal || error instanceof ProviderError)) throw error;
    return undefined;
  }
}
