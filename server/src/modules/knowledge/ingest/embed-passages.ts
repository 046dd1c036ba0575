import { embed } from "../../../egress/public.ts";
import type { JobContext } from "../../../framework/jobs/jobs.ts";
import { ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import { findCollection } from "../collections/find-collection.ts";
import type { OpenDocument } from "../documents/find-document.ts";
import { packVector } from "../search/pack-vector.ts";
import { knowledgePassages } from "../tables.ts";

/** So many texts in one call, as most servers of the OpenAI dialect take them. */
const usual = 64;
/** What a server says that takes fewer texts at once. */
const tooMany: ReadonlySet<string> = new Set(["provider.prompt_too_long", "provider.request_refused"]);

/** Makes the vectors that are still missing, through the gate. @throws Refusal, ProviderError of the gate */
export async function embedPassages(ctx: JobContext, document: OpenDocument): Promise<void> {
  const { embedding_model: model } = await findCollection(ctx, document.collection_id);
  if (model === null) return;
  let atOnce = usual;
  while (true) {
    ctx.signal.throwIfAborted();
    const waiting = await readWaiting(ctx, document, atOnce);
    if (waiting.length === 0) return;
    const input = waiting.map(({ heading, text }) => (heading === null ? text : `${heading}\n${text}`));
    const { key, id: artefact } = document;
    const id = ctx.newId("gen");
    const asked = { id, surface: "rest" as const, permission: "knowledge.write", artefact, key, model, input };
    const vectors = await embed(ctx, { ...asked, signal: ctx.signal }).then(
      (answer) => answer.vectors,
      (error: unknown) => {
        if (waiting.length === 1 || !(error instanceof ProviderError && tooMany.has(error.code))) throw error;
        atOnce = Math.ceil(waiting.length / 2);
        return undefined;
      },
    );
    if (!vectors) continue;
    await keepVectors(
      ctx,
      document,
      waiting.map((row, at) => ({ ...row, vector: packVector(vectors[at] ?? []) })),
    );
  }
}

async function readWaiting(ctx: JobContext, document: OpenDocument, atOnce: number) {
  const rows = await ctx.db
    .of(knowledgePassages)
    .selectFrom("knowledge_passages")
    .select(["id", "workspace_id", "organization_id", "heading", "text"])
    .where("workspace_id", "=", ctx.scope.workspaceId!)
    .where("document_id", "=", document.id)
    .where("vector_state", "=", "waiting")
    .orderBy("place")
    .limit(atOnce)
    .execute();
  return rows.map((row) => ctx.open(knowledgePassages, document.key, row));
}

type Made = { id: string; workspace_id: string; vector: string };

/** Only where the passages are still there: nothing is made of what was deleted meanwhile. */
async function keepVectors(ctx: JobContext, document: OpenDocument, made: readonly Made[]): Promise<void> {
  const sealed = made.map(({ id, workspace_id, vector }) =>
    ctx.seal(knowledgePassages, document.key, { id, workspace_id, vector }),
  );
  await ctx.inScope(async (step) => {
    const kept = await step.db.query(
      `update knowledge_passages p set vector = given.vector, vector_state = 'made'
       from unnest($2::text[], $3::bytea[]) as given(id, vector)
       where p.workspace_id = $1 and p.id = given.id and p.vector_state = 'waiting' returning p.id`,
      [ctx.scope.workspaceId, sealed.map(({ id }) => id), sealed.map(({ vector }) => vector)],
    );
    await step.db.query(
      "update knowledge_documents set embedded = embedded + $3, updated_at = $4 where workspace_id = $1 and id = $2",
      [ctx.scope.workspaceId, document.id, kept.length, ctx.clock.now()],
    );
  });
}
