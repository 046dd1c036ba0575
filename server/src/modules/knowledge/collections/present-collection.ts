import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import type { CollectionRow } from "./find-collection.ts";

export const collectionFields = {
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(1000).describe("What is in it; the model is told, to know when to look here."),
  personal_data: z
    .enum(["mark", "refuse"])
    .describe("What happens to a document in which the guardrail finds what may not leave as it is."),
};

export const collection = z.object({
  id: z.string(),
  ...collectionFields,
  embedding_model: z.string().nullable().describe("Makes vectors of passages; null: found by words alone."),
  documents: z.int(),
  passages: z.int(),
  created_at: z.iso.datetime(),
});

export type Counted = { documents: number; passages: number };

/** How much is in each collection of the workspace. */
export async function countDocuments(work: Work): Promise<Map<string, Counted>> {
  const rows = await work.db.query<Counted & { collection_id: string }>(
    `select collection_id, count(*)::int as documents, coalesce(sum(passages), 0)::int as passages
     from knowledge_documents where workspace_id = $1 group by collection_id`,
    [work.scope.workspaceId],
  );
  return new Map(rows.map((row) => [row.collection_id, row]));
}

export function presentCollection(row: CollectionRow, counted?: Counted): z.infer<typeof collection> {
  const { id, name, description, embedding_model, personal_data, created_at } = row;
  const { documents, passages } = counted ?? { documents: 0, passages: 0 };
  const said = { id, name, description, embedding_model, personal_data, documents, passages };
  return { ...said, created_at: created_at.toISOString() };
}
