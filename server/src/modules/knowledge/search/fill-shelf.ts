import type { Work } from "../../../framework/context.ts";
import { cellContext, type DataKey, unwrapKey } from "../../../framework/keys/sealing.ts";
import { knowledgeDocuments } from "../tables.ts";
import { indexCollection } from "./index-collection.job.ts";
import type { Shelf } from "./open-shelf.ts";
import { readIndexes } from "./read-indexes.ts";
import { readPassages } from "./read-passages.ts";

/** So many documents are read at once where their passages have to be opened. */
const documentsMax = 200;

type Head = { id: string; workspace_id: string; object_key: Buffer; state: string; version: string };

/** Brings a shelf to what the collection is now, as whoever asks may see it. */
export async function fillShelf(work: Work, shelf: Shelf, collectionId: string, under: DataKey): Promise<void> {
  const mark = await readMark(work, collectionId);
  if (shelf.mark === mark) return;
  const heads = await work.db.query<Head>(
    `select id, workspace_id, object_key, state, ${version} as version
     from knowledge_documents where workspace_id = $1 and collection_id = $2 and state in ('embedding', 'ready')`,
    [work.scope.workspaceId, collectionId],
  );
  const missing = new Set(shelf.keep(new Map(heads.map((head) => [head.id, head.version]))));
  const wanted = new Map(heads.flatMap((head) => (missing.has(head.id) ? [[head.id, head] as const] : [])));
  const keys = new Map(Array.from(wanted, ([id, head]) => [id, keyOf(under, head)]));
  const kept = await readIndexes(work, keys, (id, parts) => shelf.putParts(id, wanted.get(id)!.version, parts));
  const left = [...wanted.values()].filter(({ id }) => !kept.has(id));
  await openPassages(work, shelf, keys, left);
  if (left.some(({ state }) => state === "ready")) await work.enqueue(indexCollection, { collection_id: collectionId });
  shelf.mark = mark;
}

/** Of which time a document is; passages that are brought from elsewhere come one by one. */
const version = "revision || state || passages";

/** One word for which documents there are, and of which time: most searches find nothing changed. */
async function readMark(work: Work, collectionId: string): Promise<string> {
  const [row] = await work.db.query<{ mark: string }>(
    `select count(*) || ' ' || coalesce(sum(hashtextextended(id || ' ' || ${version}, 0)), 0) as mark
     from knowledge_documents where workspace_id = $1 and collection_id = $2 and state in ('embedding', 'ready')`,
    [work.scope.workspaceId, collectionId],
  );
  return row!.mark;
}

const keyOf = (under: DataKey, head: Head) =>
  unwrapKey(under, cellContext(knowledgeDocuments, "object_key", head), head.object_key);

/** What is being taken in, and what came from an archive: a job makes the latter ready for the next who searches. */
async function openPassages(
  work: Work,
  shelf: Shelf,
  keys: ReadonlyMap<string, DataKey>,
  heads: readonly Head[],
): Promise<void> {
  for (let at = 0; at < heads.length; at += documentsMax) {
    const some = heads.slice(at, at + documentsMax);
    const read = await readPassages(work, new Map(some.map(({ id }) => [id, keys.get(id)!])));
    for (const { id, version: now } of some) shelf.put(id, now, read.get(id)!);
  }
}
