import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { cellContext, newDataKey, wrapKey } from "../../../framework/keys/sealing.ts";
import { openFile } from "../../files/public.ts";
import { findCollection, knowledgeKey } from "../collections/find-collection.ts";
import { knowledgeErrors } from "../errors.ts";
import { ingestDocument } from "../ingest/ingest-document.job.ts";
import { knowledgeDocuments } from "../tables.ts";
import { document, presentDocument } from "./present-document.ts";

const documentsMax = 100_000;

export const createDocument = endpoint({
  method: "POST",
  path: "/knowledge-documents",
  summary: "Add a document to a collection: a stored file, or what is at an address.",
  description:
    "It is read, cut into passages and searched as soon as its `state` is `ready`. The file belongs to the document from then on, and goes with it.",
  scope: "workspace",
  permission: "knowledge.write",
  purpose: "knowledge",
  rate: "expensive",
  status: 202,
  input: z.strictObject({
    collection_id: z.string(),
    file_id: z.string().optional().describe("Of a file of the workspace that has its content."),
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .optional(),
    title: z.string().trim().min(1).max(255).optional().describe("Else the file's name, or the address."),
  }),
  output: document,
  refusals: [knowledgeErrors.one_source, knowledgeErrors.file_unusable, knowledgeErrors.limit_reached],
  audit: { action: "knowledge_document.created", target: ({ id }) => id },
  load: (ctx, { collection_id }) => findCollection(ctx, collection_id),
  async run(ctx, { file_id, url, title }, { resource: collection }) {
    const file = file_id === undefined ? undefined : await openFile(ctx, file_id);
    if ((file_id === undefined) === (url === undefined)) throw knowledgeErrors.one_source();
    if (file_id !== undefined && (!file || !file_id.startsWith("fil_"))) throw knowledgeErrors.file_unusable();
    const [count] = await ctx.db.query<{ all: number }>(
      'select count(*)::int as "all" from knowledge_documents where workspace_id = $1 and collection_id = $2',
      [ctx.scope.workspaceId, collection.id],
    );
    if (count!.all >= documentsMax) throw knowledgeErrors.limit_reached({ limit: documentsMax });
    const { organizationId: organization_id, workspaceId: workspace_id } = ctx.scope;
    const key = newDataKey();
    const place = { id: ctx.newId("kdo"), organization_id, workspace_id };
    const wrapped = wrapKey(await knowledgeKey(ctx), cellContext(knowledgeDocuments, "object_key", place), key);
    const row = {
      ...place,
      ...unread,
      collection_id: collection.id,
      file_id: file_id ?? null,
      title: title ?? file?.name ?? url!,
      url: url ?? null,
      sandbox: collection.embedding_model === "sandbox",
      created_by: ctx.scope.userId ?? null,
      created_at: ctx.at,
      updated_at: ctx.at,
    };
    const sealed = ctx.seal(knowledgeDocuments, key, { ...row, object_key: wrapped });
    await ctx.db
      .of(knowledgeDocuments)
      .insertInto("knowledge_documents")
      .values({ ...sealed, found: JSON.stringify({}) })
      .execute();
    await ctx.enqueue(ingestDocument, { document_id: row.id, revision: 1 });
    return presentDocument({ ...row, key });
  },
});

const unread = {
  state: "waiting" as const,
  error_code: null,
  revision: 1,
  format: null,
  pages: null,
  passages: 0,
  embedded: 0,
  held_back: 0,
  found: {},
};
