import { setImmediate as nextTurn } from "node:timers/promises";
import type { Work } from "../../../framework/context.ts";
import type { DataKey } from "../../../framework/keys/sealing.ts";
import { knowledgeIndexes } from "../tables.ts";
import type { Part } from "./make-parts.ts";
import { type PackedPart, unpackPart } from "./pack-part.ts";

/** So many bytes are read at once, and so many opened before others have their turn. */
const [bytesMax, turnBytes] = [8 * 1024 * 1024, 256 * 1024];

type Row = { id: string; workspace_id: string; document_id: string; body: Buffer };

/** Gives what is kept of documents to `take`, and tells of which of them all is kept. */
export async function readIndexes(
  work: Work,
  keys: ReadonlyMap<string, DataKey>,
  take: (documentId: string, parts: readonly Part[]) => void,
): Promise<ReadonlySet<string>> {
  const kept = await readSizes(work, [...keys.keys()]);
  let [batch, bytes]: [string[], number] = [[], 0];
  for (const [at, one] of kept.entries()) {
    batch.push(one.document_id);
    bytes += one.bytes;
    if (bytes < bytesMax && at < kept.length - 1) continue;
    await readBatch(work, keys, batch, take);
    [batch, bytes] = [[], 0];
  }
  return new Set(kept.map(({ document_id }) => document_id));
}

/** Only what was made of all passages that are there now; how long a cell is PostgreSQL tells without reading it. */
const readSizes = ({ db, scope }: Work, documentIds: readonly string[]) =>
  db.query<{ document_id: string; bytes: number }>(
    `select i.document_id, sum(octet_length(i.body))::float8 as bytes
     from knowledge_indexes i join knowledge_documents d on d.workspace_id = i.workspace_id and d.id = i.document_id
     where i.workspace_id = $1 and i.document_id = any($2) and d.state = 'ready' and i.revision = d.revision
     group by i.document_id, d.passages having sum(i.passages) = d.passages`,
    [scope.workspaceId, documentIds],
  );

async function readBatch(
  work: Work,
  keys: ReadonlyMap<string, DataKey>,
  documentIds: readonly string[],
  take: (documentId: string, parts: readonly Part[]) => void,
): Promise<void> {
  const rows = await work.db.query<Row>(
    `select id, workspace_id, document_id, body from knowledge_indexes
     where workspace_id = $1 and document_id = any($2) order by document_id, part`,
    [work.scope.workspaceId, documentIds],
  );
  let bytes = 0;
  for (const [documentId, own] of Map.groupBy(rows, ({ document_id }) => document_id)) {
    const parts: Part[] = [];
    for (const row of own) {
      const { body } = work.open(knowledgeIndexes, keys.get(documentId)!, row) as unknown as { body: PackedPart };
      parts.push(unpackPart(body));
      if ((bytes += row.body.length) > turnBytes) bytes = await nextTurn(0);
    }
    take(documentId, parts);
  }
}
