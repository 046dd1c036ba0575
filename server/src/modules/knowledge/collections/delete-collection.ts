import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { dropFiles } from "../../files/public.ts";
import { findCollection } from "./find-collection.ts";

export const deleteCollection = endpoint({
  method: "DELETE",
  path: "/knowledge-collections/{collection_id}",
  summary: "Delete a collection with its documents, their files, passages and vectors.",
  scope: "workspace",
  permission: "knowledge.write",
  purpose: "knowledge",
  status: 204,
  input: z.strictObject({ collection_id: z.string() }),
  output: nothing,
  audit: { action: "knowledge_collection.deleted", target: (_, { collection_id }) => collection_id },
  load: (ctx, { collection_id }) => findCollection(ctx, collection_id),
  async run(ctx, { collection_id }) {
    const [workspaceId, values] = [ctx.scope.workspaceId, [ctx.scope.workspaceId, collection_id]];
    const named = await ctx.db.query<{ file_id: string | null }>(
      "delete from knowledge_documents where workspace_id = $1 and collection_id = $2 returning file_id",
      values,
    );
    await ctx.db.query("delete from knowledge_collections where workspace_id = $1 and id = $2", [
      workspaceId,
      collection_id,
    ]);
    await dropFiles(
      ctx,
      named.flatMap(({ file_id }) => file_id ?? []),
    );
    return {};
  },
});
