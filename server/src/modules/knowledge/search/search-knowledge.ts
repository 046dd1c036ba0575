import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { type Asked, findPassages, prepareSearch } from "./find-passages.ts";

const passage = z.object({
  id: z.string(),
  document_id: z.string(),
  collection_id: z.string(),
  title: z.string().describe("Of the document."),
  place: z.int(),
  page: z.int().nullable(),
  heading: z.string().nullable(),
  starts_at: z.int(),
  ends_at: z.int(),
  text: z.string(),
  score: z.number(),
  by_words: z.int().nullable().describe("Its rank among those found by words."),
  by_vector: z.int().nullable().describe("Its rank among those found by meaning."),
});

const patienceMs = 20_000;

export const searchKnowledge = endpoint({
  method: "POST",
  path: "/knowledge-searches",
  summary: "Find passages in a collection, by words and by meaning.",
  description:
    "Both lists are put together by reciprocal rank. What makes a vector of the question is asked through the gate; where it may not or cannot be, words alone count, and `by` says so.",
  scope: "workspace",
  permission: "knowledge.read",
  purpose: "knowledge",
  rate: "expensive",
  input: z.strictObject({
    query: z.string().trim().min(1).max(2000),
    collection_id: z.string(),
    limit: z.int().min(1).max(50).default(10),
  }),
  output: z.object({ data: z.array(passage), by: z.enum(["words", "words_and_vectors"]), sandbox: z.boolean() }),
  marksSandbox: true,
  audit: { action: "knowledge.searched", target: (_, { collection_id }) => collection_id },
  // What asks a model holds no transaction; the gate decides for itself whether it may be asked.
  prepare: (ctx, { query, collection_id }) =>
    prepareSearch(
      ctx,
      { query, collectionIds: [collection_id] },
      { surface: "rest", permission: "knowledge.read", signal: AbortSignal.timeout(patienceMs) },
    ),
  async run(ctx, { limit }, { prepared }) {
    const { passages, by, sandbox } = await findPassages(ctx, prepared as Asked, limit);
    return { data: passages, by, sandbox };
  },
});
