import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { Refusal, requestErrors } from "../../../framework/errors.ts";
import { declareTool, type ToolSource } from "../../tools/public.ts";
import { findPassages, type FoundPassage, prepareSearch } from "./find-passages.ts";

const input = z.strictObject({
  query: z.string().trim().min(1).max(2000).describe("What to look for, in words that would stand in the answer."),
});
const settings = z.strictObject({
  collections: z.array(z.string().max(40)).min(1).max(50).describe("Which collections it looks in, by id."),
});

const passagesMax = 8;

const searchTool = declareTool<z.output<typeof input>>({
  name: "search_knowledge",
  title: "Search knowledge",
  says: "can look things up in collections of documents",
  description:
    "Looks for passages in the documents given to you. Answer from what they say, and name the number in brackets of each passage you use, as a link to it: [1](link).",
  parameters: z.toJSONSchema(input, { io: "input" }),
  parse: (given) => input.parse(given),
  readSettings: (given) => settings.parse(given),
  effect: "none",
  // Documents may come from anywhere: what stands in them is never an order.
  answers: "untrusted",
  permission: "knowledge.read",
  approval: "never",
  async run(work, { settings: given, agentId, widgetId, sandbox, signal }, { query }) {
    const collectionIds = await onlyThere(work, (given as z.output<typeof settings>).collections);
    if (collectionIds.length === 0)
      return { state: "failed", code: "knowledge.nothing_given", sentence: "Its collections are gone." };
    const permission = "knowledge.read";
    try {
      const asker = { surface: "chat", permission, agentId, widgetId, sandbox, signal } as const;
      const asked = await prepareSearch(work, { query, collectionIds }, asker);
      const { passages } = await findPassages(work, asked, passagesMax);
      return { state: "answered", output: tellPassages(passages) };
    } catch (error) {
      if (!(error instanceof Refusal && error.code === requestErrors.not_found.code)) throw error;
      return { state: "failed", code: error.code, sentence: "A collection went while it was looked in." };
    }
  },
});

async function onlyThere({ db, scope }: Work, ids: readonly string[]): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    "select id from knowledge_collections where workspace_id = $1 and id = any($2)",
    [scope.workspaceId, ids],
  );
  return rows.map(({ id }) => id);
}

function tellPassages(passages: readonly FoundPassage[]): string {
  if (passages.length === 0) return "Nothing was found.";
  return passages
    .map(({ id, document_id, title, page, heading, text }, at) => {
      const where = [title, page === null ? "" : `page ${page}`, heading ?? ""].filter(Boolean).join(", ");
      return `[${at + 1}](/content/knowledge/documents/${document_id}?passage=${id}) ${where}\n${text}`;
    })
    .join("\n\n");
}

export const listKnowledgeTools: ToolSource = { name: "knowledge", list: () => Promise.resolve([searchTool]) };
