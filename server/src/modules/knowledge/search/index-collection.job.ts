import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { job } from "../../../framework/jobs/jobs.ts";
import { findDocumentIfThere } from "../documents/find-document.ts";
import { keepIndex } from "./keep-index.ts";
import { makeParts } from "./make-parts.ts";
import { readPassages } from "./read-passages.ts";

/** So many documents have their turn before it is asked again which are left. */
const atOnce = 100;

/**
 * Makes ready to be searched what somebody had to open passage by passage: documents that came from an archive. Each in a
 * transaction of its own, so that a job that dies leaves the rest to the next.
 */
export const indexCollection = job({
  name: "knowledge.index",
  data: z.object({ collection_id: z.string() }),
  purpose: "knowledge",
  long: true,
  perTenantMax: 1,
  async run(ctx, { collection_id }) {
    for (let ids = await findUnready(ctx, collection_id, ""); ids.length > 0; ) {
      for (const id of ids) {
        ctx.signal.throwIfAborted();
        const document = await findDocumentIfThere(ctx, id);
        if (!document) continue;
        const read = await readPassages(ctx, new Map([[id, document.key]]));
        const parts = makeParts(read.get(id)!);
        await ctx.inScope((step) => keepIndex(step, document, parts));
      }
      ids = await findUnready(ctx, collection_id, ids.at(-1)!);
    }
  },
});

/** Documents behind one whose index is missing, or was made of fewer passages than there are now. */
async function findUnready({ db, scope }: Work, collectionId: string, after: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select d.id from knowledge_documents d
     where d.workspace_id = $1 and d.collection_id = $2 and d.state = 'ready' and d.id > $3 and d.passages <>
       (select coalesce(sum(i.passages), 0) from knowledge_indexes i
        where i.workspace_id = d.workspace_id and i.document_id = d.id and i.revision = d.revision)
     order by d.id limit $4`,
    [scope.workspaceId, collectionId, after, atOnce],
  );
  return rows.map(({ id }) => id);
}
