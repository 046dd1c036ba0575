import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import { knowledgeKey } from "../collections/find-collection.ts";
import { openDocument, selectDocuments } from "./find-document.ts";
import { document, presentDocument } from "./present-document.ts";

export const listDocuments = endpoint({
  method: "GET",
  path: "/knowledge-documents",
  summary: "Documents of the workspace or of one collection, newest first.",
  scope: "workspace",
  permission: "knowledge.read",
  purpose: "knowledge",
  marksSandbox: true,
  input: z.strictObject({ collection_id: z.string().optional(), ...pageInput }),
  output: pageOf(document),
  async run(ctx, { collection_id, limit, cursor }) {
    let query = selectDocuments(ctx)
      .where("id", "<", readCursor(cursor) ?? "~")
      .orderBy("id", "desc")
      .limit(limit + 1);
    if (collection_id !== undefined) query = query.where("collection_id", "=", collection_id);
    const page = toPage(await query.execute(), limit, ({ id }) => id);
    const key = await knowledgeKey(ctx);
    return { ...page, data: page.data.map((row) => presentDocument(openDocument(ctx, key, row))) };
  },
});
