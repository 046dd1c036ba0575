import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import { knowledgeCollections } from "../tables.ts";
import { knowledgeKey } from "./find-collection.ts";
import { collection, countDocuments, presentCollection } from "./present-collection.ts";

export const listCollections = endpoint({
  method: "GET",
  path: "/knowledge-collections",
  summary: "The workspace's collections of documents, newest first.",
  scope: "workspace",
  permission: "knowledge.read",
  purpose: "knowledge",
  input: z.strictObject(pageInput),
  output: pageOf(collection),
  async run(ctx, { limit, cursor }) {
    const rows = await ctx.db
      .of(knowledgeCollections)
      .selectFrom("knowledge_collections")
      .selectAll()
      .where("workspace_id", "=", ctx.scope.workspaceId)
      .where("id", "<", readCursor(cursor) ?? "~")
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const page = toPage(rows, limit, ({ id }) => id);
    const [key, counted] = [await knowledgeKey(ctx), await countDocuments(ctx)];
    const present = (row: (typeof rows)[number]) =>
      presentCollection(ctx.open(knowledgeCollections, key, row), counted.get(row.id));
    return { ...page, data: page.data.map(present) };
  },
});
