import type { Work } from "../../../framework/context.ts";
import type { DataKey } from "../../../framework/keys/sealing.ts";
import { knowledgeIndexes } from "../tables.ts";
import type { Part } from "./make-parts.ts";
import { packPart } from "./pack-part.ts";

type Of = { id: string; organization_id: string; workspace_id: string; revision: number; key: DataKey };

/**
 * Keeps what is found in a document, in the place of what was kept of it: only while it is as it was when that was made,
 * which the lock on its row holds to until it is written.
 */
export async function keepIndex(work: Work, document: Of, parts: readonly Part[]): Promise<void> {
  const { id: document_id, organization_id, workspace_id, revision, key } = document;
  const passages = parts.reduce((sum, { ids }) => sum + ids.length, 0);
  const [found] = await work.db.query(
    `select id from knowledge_documents
     where workspace_id = $1 and id = $2 and revision = $3 and state = 'ready' and passages = $4 for share`,
    [workspace_id, document_id, revision, passages],
  );
  if (!found) return;
  await work.db.query("delete from knowledge_indexes where workspace_id = $1 and document_id = $2", [
    workspace_id,
    document_id,
  ]);
  for (const [at, part] of parts.entries()) {
    const row = { id: work.newId("kix"), organization_id, workspace_id, document_id };
    const counted = { revision, part: at, passages: part.ids.length, body: packPart(part) };
    await work.db
      .of(knowledgeIndexes)
      .insertInto("knowledge_indexes")
      .values(work.seal(knowledgeIndexes, key, { ...row, ...counted }))
      .onConflict((conflict) => conflict.doNothing()) // somebody else makes it at the same time
      .execute();
  }
}
