import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { knowledgeErrors } from "../errors.ts";
import { ingestDocument } from "../ingest/ingest-document.job.ts";
import { findDocument } from "./find-document.ts";
import { document, presentDocument } from "./present-document.ts";

export const ingestAgain = endpoint({
  method: "POST",
  path: "/knowledge-documents/{document_id}/ingest",
  summary: "Take a document in anew: its file once more, or what is at its address now.",
  description: "Passages and vectors of before are gone at once.",
  scope: "workspace",
  permission: "knowledge.write",
  purpose: "knowledge",
  rate: "expensive",
  status: 202,
  input: z.strictObject({ document_id: z.string() }),
  output: document,
  refusals: [knowledgeErrors.still_working],
  audit: { action: "knowledge_document.ingested", target: ({ id }) => id },
  load: (ctx, { document_id }) => findDocument(ctx, document_id, "lock"),
  async run(ctx, { document_id: id }, { resource }) {
    if (resource.state !== "ready" && resource.state !== "failed") throw knowledgeErrors.still_working();
    const values = [ctx.scope.workspaceId, id];
    for (const table of ["knowledge_indexes", "knowledge_passages"])
      await ctx.db.query(`delete from ${table} where workspace_id = $1 and document_id = $2`, values);
    await ctx.db.query(
      `update knowledge_documents set state = 'waiting', error_code = null, revision = revision + 1, format = null,
         pages = null, passages = 0, embedded = 0, held_back = 0, found = '{}', updated_at = $3
       where workspace_id = $1 and id = $2`,
      [...values, ctx.at],
    );
    const revision = resource.revision + 1;
    await ctx.enqueue(ingestDocument, { document_id: id, revision });
    return presentDocument({ ...(await findDocument(ctx, id)), revision });
  },
});
