import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { dropFiles } from "../../files/public.ts";
import { findDocument } from "./find-document.ts";

export const deleteDocument = endpoint({
  method: "DELETE",
  path: "/knowledge-documents/{document_id}",
  summary: "Delete a document with its file, its passages and their vectors.",
  scope: "workspace",
  permission: "knowledge.write",
  purpose: "knowledge",
  status: 204,
  input: z.strictObject({ document_id: z.string() }),
  output: nothing,
  audit: { action: "knowledge_document.deleted", target: (_, { document_id }) => document_id },
  load: (ctx, { document_id }) => findDocument(ctx, document_id),
  async run(ctx, { document_id }) {
    const gone = await ctx.db.query<{ file_id: string | null }>(
      "delete from knowledge_documents where workspace_id = $1 and id = $2 returning file_id",
      [ctx.scope.workspaceId, document_id],
    );
    await dropFiles(
      ctx,
      gone.flatMap(({ file_id }) => file_id ?? []),
    );
    return {};
  },
});
