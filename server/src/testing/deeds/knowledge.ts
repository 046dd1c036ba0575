import type { Asker } from "./talk.ts";
import { readAnswer } from "../read-answer.ts";
import { until } from "../world.ts";

export type SeenDocument = {
  id: string;
  collection_id: string;
  file_id: string | null;
  title: string;
  state: string;
  error: { code: string; title: string; help: string } | null;
  format: string | null;
  pages: number | null;
  passages: number;
  embedded: number;
  held_back: number;
  found: Record<string, number>;
};
export type SeenPassage = {
  id: string;
  document_id: string;
  title: string;
  page: number | null;
  heading: string | null;
  starts_at: number;
  ends_at: number;
  text: string;
  by_words: number | null;
  by_vector: number | null;
};

const post = (json: object) => ({ method: "POST", json });

export const makeCollection = (person: Asker, fields: object = {}): Promise<{ id: string }> =>
  readAnswer(person.request("/api/v1/knowledge-collections", post({ name: "Handbook", ...fields })), 201);

export async function storeContent(person: Asker, name: string, content: string | Buffer): Promise<string> {
  const { id } = await readAnswer<{ id: string }>(person.request("/api/v1/files", post({ name })), 201);
  const headers = { "content-type": "application/octet-stream" };
  const body = new Uint8Array(Buffer.from(content));
  await readAnswer(person.request(`/api/v1/files/${id}/content`, { method: "PUT", headers, body }), 200);
  return id;
}

export const addToCollection = (person: Asker, fields: object): Promise<SeenDocument> =>
  readAnswer(person.request("/api/v1/knowledge-documents", post(fields)), 202);

/** The document once it is ready or has failed. */
export const untilTaken = (person: Asker, { id }: { id: string }): Promise<SeenDocument> =>
  until(async () => {
    const seen = await readAnswer<SeenDocument>(person.request(`/api/v1/knowledge-documents/${id}`), 200);
    return seen.state === "ready" || seen.state === "failed" ? seen : undefined;
  }, 30_000);

export async function takeIn(
  person: Asker,
  collection: { id: string },
  name: string,
  content: string | Buffer,
): Promise<SeenDocument> {
  const file_id = await storeContent(person, name, content);
  return untilTaken(person, await addToCollection(person, { collection_id: collection.id, file_id }));
}

export async function lookUp(
  person: Asker,
  collection: { id: string },
  query: string,
  limit = 10,
): Promise<SeenPassage[]> {
  const asked = person.request("/api/v1/knowledge-searches", post({ query, collection_id: collection.id, limit }));
  return (await readAnswer<{ data: SeenPassage[] }>(asked, 200)).data;
}
