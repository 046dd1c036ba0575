import * as z from "zod";
import type { ImportRule } from "../../privacy/public.ts";
import { collectionFields } from "./collections/present-collection.ts";
import { knowledgeCollections, knowledgeDocuments, knowledgePassages } from "./tables.ts";

const wordsMax = 2000;
const place = z.int().min(0);

/**
 * Collections come with their documents and the passages that were cut from them, so that citations open. No export
 * carries vectors: passages are found by their words, until their document is taken in anew.
 */
export const importKnowledge: readonly ImportRule[] = [
  {
    table: knowledgeCollections,
    shape: z.object({ name: collectionFields.name, description: collectionFields.description }),
    // A model of another deployment is none here.
    fill: (_, { embedding_model }) => ({ embedding_model: embedding_model === "sandbox" ? "sandbox" : null }),
  },
  {
    table: knowledgeDocuments,
    shape: z.object({
      title: z.string().min(1).max(255),
      url: z
        .url({ protocol: /^https?$/ })
        .max(2000)
        .nullable(),
    }),
    json: { found: z.record(z.string().max(100), z.int().min(0)) },
    set: { state: "ready", error_code: null, revision: 1, passages: 0, embedded: 0, held_back: 0, sandbox: false },
  },
  {
    table: knowledgePassages,
    shape: z.object({
      text: z.string().min(1).max(wordsMax),
      heading: z.string().max(wordsMax).nullable(),
      place,
      starts_at: place,
      ends_at: place,
    }),
    set: { vector_state: "none", vector: null },
    after: async ({ db }, { workspace_id, document_id }) => {
      await db.query("update knowledge_documents set passages = passages + 1 where workspace_id = $1 and id = $2", [
        workspace_id,
        document_id,
      ]);
    },
  },
];
