import * as z from "zod";
import { embed } from "../../../egress/public.ts";
import { Refusal } from "../../../framework/errors.ts";
import { job } from "../../../framework/jobs/jobs.ts";
import { ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import { findAgentInUse } from "../../agents/public.ts";
import { packVector } from "../../knowledge/public.ts";
import { memoryKey, openMemories, selectMemories } from "../keep/find-memory.ts";
import { memories } from "../tables.ts";

const triesMax = 4;

/** Makes the vector by which something is found by its meaning. Without one it is found by its words. */
export const embedMemory = job({
  name: "memory.embed",
  data: z.object({ memory_id: z.string() }),
  purpose: "converse",
  long: true,
  perTenantMax: 4,
  attemptsMax: triesMax,
  async run(ctx, { memory_id }) {
    const rows = await selectMemories(ctx).where("id", "=", memory_id).where("vector", "is", null).execute();
    const [row] = await openMemories(ctx, rows);
    if (!row) return;
    const agent = await findAgentInUse(ctx, row.agent_id);
    const model = agent.settings.memory?.embedding_model ?? null;
    if (model === null) return;
    const key = await memoryKey(ctx);
    const asked = { surface: "chat" as const, permission: "conversations.write", artefact: row.id, key, model };
    try {
      const id = ctx.newId("gen");
      const about = row.contact_id === null ? {} : { contactId: row.contact_id };
      const call = { ...asked, ...about, id, input: [row.text], agentId: agent.id, signal: ctx.signal };
      const { vectors } = await embed(ctx, call);
      const vector = packVector(vectors[0] ?? []);
      const sealed = ctx.seal(memories, key, { id: row.id, workspace_id: row.workspace_id, vector });
      await ctx.db.query(
        "update memories set vector = $3, version = version + 1 where workspace_id = $1 and id = $2 and vector is null",
        [row.workspace_id, row.id, sealed.vector],
      );
    } catch (error) {
      const isSaid = error instanceof Refusal || error instanceof ProviderError;
      if (!isSaid || ctx.signal.aborted || (isRetryable(error) && ctx.attempt < triesMax)) throw error;
    }
  },
});

/** What may pass by itself. */
export const isRetryable = (error: unknown): boolean =>
  error instanceof ProviderError ? error.retryable : error instanceof Refusal && error.declared.retryable === true;
