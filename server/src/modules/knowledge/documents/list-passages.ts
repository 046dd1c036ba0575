import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf } from "../../../framework/request/pagination.ts";
import { knowledgePassages } from "../tables.ts";
import { findDocument } from "./find-document.ts";

const passage = z.object({
  id: z.string(),
  place: z.int(),
  page: z.int().nullable(),
  heading: z.string().nullable(),
  starts_at: z.int().describe("Where it stands in the document's text, in UTF-16 units."),
  ends_at: z.int(),
  text: z.string(),
});

export const listPassages = endpoint({
  method: "GET",
  path: "/knowledge-documents/{document_id}/passages",
  summary: "A document's passages in their order.",
  scope: "workspace",
  permission: "knowledge.read",
  purpose: "knowledge",
  input: z.strictObject({
    document_id: z.string(),
    around: z.string().max(40).optional().describe("Id of a passage that the page is to show, with what is around it."),
    from: z.coerce.number().int().min(0).default(0).describe("Place of the first."),
    limit: pageInput.limit,
  }),
  output: z.object({ ...pageOf(passage).omit({ next_cursor: true }).shape, next_from: z.int().nullable() }),
  load: (ctx, { document_id }) => findDocument(ctx, document_id),
  async run(ctx, { around, from, limit }, { resource: { id, key } }) {
    const select = ctx.db
      .of(knowledgePassages)
      .selectFrom("knowledge_passages")
      .where("workspace_id", "=", ctx.scope.workspaceId)
      .where("document_id", "=", id);
    const shown =
      around === undefined ? undefined : await select.select("place").where("id", "=", around).executeTakeFirst();
    const first = shown ? Math.max(0, shown.place - Math.floor(limit / 2)) : from;
    const rows = await select
      .select(["id", "workspace_id", "place", "page", "heading", "starts_at", "ends_at", "text"])
      .where("place", ">=", first)
      .orderBy("place")
      .limit(limit + 1)
      .execute();
    const data = rows.slice(0, limit).map((row) => ctx.open(knowledgePassages, key, row));
    const has_more = rows.length > limit;
    return { data, has_more, next_from: has_more ? rows[limit]!.place : null };
  },
});
