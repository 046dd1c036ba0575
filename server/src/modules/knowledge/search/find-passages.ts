import type { Work } from "../../../framework/context.ts";
import { type CollectionRow, findCollection, knowledgeKey } from "../collections/find-collection.ts";
import { openDocument } from "../documents/find-document.ts";
import { knowledgeDocuments, knowledgePassages } from "../tables.ts";
import { embedQuery, type QueryAsker } from "./embed-query.ts";
import { fillShelf } from "./fill-shelf.ts";
import { shelvesPort } from "./keep-shelves.ts";
import type { Found } from "./open-shelf.ts";

export type FoundPassage = {
  id: string;
  document_id: string;
  collection_id: string;
  title: string;
  place: number;
  page: number | null;
  heading: string | null;
  starts_at: number;
  ends_at: number;
  text: string;
  score: number;
  by_words: number | null;
  by_vector: number | null;
};

export type Searched = { passages: FoundPassage[]; by: "words" | "words_and_vectors"; sandbox: boolean };

type Vectors = ReadonlyMap<string, Int8Array | undefined>;

/** Collections, with the question as each of their models sees it: asks outside, where a model is outside. */
export type Asked = { query: string; collections: readonly CollectionRow[]; vectors: Vectors };

/** @throws Refusal `request.not_found` for a collection that is not there */
export async function prepareSearch(
  work: Work,
  { query, collectionIds }: { query: string; collectionIds: readonly string[] },
  asker: QueryAsker,
): Promise<Asked> {
  const collections = await Promise.all([...new Set(collectionIds)].map((id) => findCollection(work, id)));
  const models = [...new Set(collections.flatMap(({ embedding_model }) => embedding_model ?? []))];
  const asks = models.map(async (model) => [model, await embedQuery(work, query, model, asker)] as const);
  return { query, collections, vectors: new Map(await Promise.all(asks)) };
}

/**
 * Looks in collections by words and by meaning. Where the model that makes vectors may not or cannot be asked, by words
 * alone, and says so.
 */
export async function findPassages(work: Work, asked: Asked, most: number): Promise<Searched> {
  const found: Found[] = [];
  for (const one of asked.collections) found.push(...(await searchCollection(work, one, asked, most)));
  const best = found.toSorted((a, b) => b.score - a.score).slice(0, most);
  const hasVectors = [...asked.vectors.values()].some((vector) => vector !== undefined);
  return {
    passages: await openFound(work, best),
    by: hasVectors ? "words_and_vectors" : "words",
    sandbox: hasVectors && asked.vectors.has("sandbox"),
  };
}

async function searchCollection(
  work: Work,
  { id, embedding_model }: CollectionRow,
  { query, vectors }: Asked,
  most: number,
): Promise<Found[]> {
  const under = await knowledgeKey(work);
  return work.port(shelvesPort).use(`${work.scope.workspaceId} ${id}`, async (shelf) => {
    await fillShelf(work, shelf, id, under);
    return shelf.find({ words: query, vector: embedding_model ? vectors.get(embedding_model) : undefined }, most);
  });
}

/** Read anew, as whoever asks may see them: what went in between is not shown. */
async function openFound(work: Work, found: readonly Found[]): Promise<FoundPassage[]> {
  if (found.length === 0) return [];
  const rows = await work.db
    .of(knowledgePassages)
    .selectFrom("knowledge_passages")
    .select(["id", "workspace_id", "document_id", "place", "page", "heading", "starts_at", "ends_at", "text"])
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where(
      "id",
      "in",
      found.map(({ id }) => id),
    )
    .execute();
  const heads = await work.db
    .of(knowledgeDocuments)
    .selectFrom("knowledge_documents")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("id", "in", [...new Set(rows.map(({ document_id }) => document_id)), ""])
    .execute();
  const under = await knowledgeKey(work);
  const documents = new Map(heads.map((head) => [head.id, openDocument(work, under, head)]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap(({ id, score, byWords, byVector }) => {
    const row = byId.get(id);
    const document = row && documents.get(row.document_id);
    if (!document) return [];
    const { workspace_id: _, ...opened } = work.open(knowledgePassages, document.key, row);
    const { collection_id, title } = document;
    return [{ ...opened, collection_id, title, score, by_words: byWords, by_vector: byVector }];
  });
}
