import { setImmediate as nextTurn } from "node:timers/promises";
import type { Work } from "../../../framework/context.ts";
import { cellContext, type DataKey, unwrapKey } from "../../../framework/sealing.ts";
import { knowledgeDocuments, knowledgePassages } from "../tables.ts";
import type { Shelf } from "./open-shelf.ts";
import { unpackVector } from "./pack-vector.ts";

/** So many documents are read at once, and so many passages opened before others have their turn. */
const documentsMax = 200;
const turnEvery = 200;

/** Brings a shelf to what the collection is now, as whoever asks may see it. */
export async function fillShelf(work: Work, shelf: Shelf, collectionId: string, under: DataKey): Promise<void> {
  const mark = await readMark(work, collectionId);
  if (shelf.mark === mark) return;
  const documents = await work.db.query<{ id: string; version: string; object_key: Buffer; workspace_id: string }>(
    `select id, workspace_id, object_key, revision || state as version from knowledge_documents
     where workspace_id = $1 and collection_id = $2 and state in ('embedding', 'ready')`,
    [work.scope.workspaceId, collectionId],
  );
  const known = new Map(documents.map((one) => [one.id, one]));
  const missing = shelf.keep(new Map(documents.map(({ id, version }) => [id, version])));
  for (let at = 0; at < missing.length; at += documentsMax) {
    const batch = missing.slice(at, at + documentsMax).map((id) => known.get(id)!);
    await readBatch(work, shelf, under, batch);
  }
  shelf.mark = mark;
}

/** One word for which documents there are, and of which time: most searches find nothing changed. */
async function readMark(work: Work, collectionId: string): Promise<string> {
  const [row] = await work.db.query<{ mark: string }>(
    `select count(*) || ' ' || coalesce(sum(hashtextextended(id || ' ' || revision || state, 0)), 0) as mark
     from knowledge_documents where workspace_id = $1 and collection_id = $2 and state in ('embedding', 'ready')`,
    [work.scope.workspaceId, collectionId],
  );
  return row!.mark;
}

type Head = { id: string; version: string; object_key: Buffer; workspace_id: string };
type Row = {
  id: string;
  workspace_id: string;
  document_id: string;
  heading: Buffer | null;
  text: Buffer;
  vector: Buffer | null;
};

async function readBatch(work: Work, shelf: Shelf, under: DataKey, heads: readonly Head[]): Promise<void> {
  const rows = await work.db.query<Row>(
    `select id, workspace_id, document_id, heading, text, vector from knowledge_passages
     where workspace_id = $1 and document_id = any($2)`,
    [work.scope.workspaceId, heads.map(({ id }) => id)],
  );
  const byDocument = Map.groupBy(rows, ({ document_id }) => document_id);
  let opened = 0;
  for (const head of heads) {
    const key = unwrapKey(under, cellContext(knowledgeDocuments, "object_key", head), head.object_key);
    const passages = [];
    for (const row of byDocument.get(head.id) ?? []) {
      const { id, heading, text, vector } = work.open(knowledgePassages, key, row) as unknown as Opened;
      passages.push({
        id,
        words: `${heading ?? ""}\n${text}`,
        vector: vector === null ? undefined : unpackVector(vector),
      });
      if (++opened % turnEvery === 0) await nextTurn();
    }
    shelf.put(head.id, head.version, passages);
  }
}

type Opened = { id: string; heading: string | null; text: string; vector: string | null };
