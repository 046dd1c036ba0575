import type { JobContext } from "../../../framework/jobs/jobs.ts";
import { findDocumentIfThere, type OpenDocument } from "../documents/find-document.ts";
import { keepIndex } from "../search/keep-index.ts";
import { makeParts } from "../search/make-parts.ts";
import { readPassages } from "../search/read-passages.ts";
import { knowledgePassages } from "../tables.ts";
import type { Passage } from "./cut-passages.ts";
import type { Inspected } from "./inspect-passages.ts";

export const setReading = ({ db, scope, clock }: JobContext, { id, revision }: OpenDocument) =>
  db.query(
    "update knowledge_documents set state = 'reading', updated_at = $4 where workspace_id = $1 and id = $2 and revision = $3",
    [scope.workspaceId, id, revision, clock.now()],
  );

type Read = {
  format: string;
  pages: number | null;
  passages: readonly Passage[];
  inspected: Inspected;
  isEmbedded: boolean;
};

/** So many values go into one statement. */
const rowsMax = 500;

/** All passages in one transaction, unless the document went or began anew meanwhile. */
export async function writePassages(ctx: JobContext, document: OpenDocument, read: Read): Promise<void> {
  await ctx.inScope(async (step) => {
    const found = await findDocumentIfThere(step, document.id, "lock");
    if (found?.revision !== document.revision || found.state !== "reading") return;
    const { organization_id, workspace_id, id: document_id, key } = found;
    const rows = read.passages.map((passage, place) => {
      const { heading, page, text, startsAt: starts_at, endsAt: ends_at } = passage;
      const vector_state = !read.isEmbedded ? "none" : read.inspected.heldBack.has(place) ? "held_back" : "waiting";
      const at = { id: step.newId("kpa"), organization_id, workspace_id, document_id, place, page };
      return step.seal(knowledgePassages, key, {
        ...at,
        starts_at,
        ends_at,
        heading,
        text,
        vector_state: vector_state as "none",
        vector: null,
      });
    });
    for (let at = 0; at < rows.length; at += rowsMax)
      await step.db
        .of(knowledgePassages)
        .insertInto("knowledge_passages")
        .values(rows.slice(at, at + rowsMax))
        .execute();
    await step.db.query(
      `update knowledge_documents set state = 'embedding', format = $3, pages = $4, passages = $5, held_back = $6,
         found = $7, updated_at = $8 where workspace_id = $1 and id = $2`,
      [
        workspace_id,
        document_id,
        read.format,
        read.pages,
        rows.length,
        read.isEmbedded ? read.inspected.heldBack.size : 0,
        JSON.stringify(read.inspected.found),
        step.clock.now(),
      ],
    );
  });
}

type Ending = { state: "ready" } | { state: "failed"; code: string };

/** A document that failed has no passages: it is found whole or not at all. One that is ready is kept ready to be searched. */
export async function endIngest(ctx: JobContext, document: OpenDocument, ending: Ending): Promise<void> {
  const [{ id, revision, key }, code] = [document, ending.state === "failed" ? ending.code : null];
  const read = ending.state === "ready" ? await readPassages(ctx, new Map([[id, key]])) : undefined;
  const parts = makeParts(read?.get(id) ?? []);
  await ctx.inScope(async (step) => {
    const ended = await step.db.query(
      `update knowledge_documents set state = $4, error_code = $5, updated_at = $6
       where workspace_id = $1 and id = $2 and revision = $3 returning id`,
      [ctx.scope.workspaceId, id, revision, ending.state, code, ctx.clock.now()],
    );
    if (ended.length === 0) return;
    if (ending.state === "ready") return keepIndex(step, document, parts);
    await step.db.query("delete from knowledge_passages where workspace_id = $1 and document_id = $2", [
      ctx.scope.workspaceId,
      id,
    ]);
    await step.db.query(
      "update knowledge_documents set passages = 0, embedded = 0, held_back = 0 where workspace_id = $1 and id = $2",
      [ctx.scope.workspaceId, id],
    );
  });
}
