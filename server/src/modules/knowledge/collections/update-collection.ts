import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { knowledgeCollections } from "../tables.ts";
import { findCollection, knowledgeKey } from "./find-collection.ts";
import { collection, collectionFields, countDocuments, presentCollection } from "./present-collection.ts";

export const updateCollection = endpoint({
  method: "PATCH",
  path: "/knowledge-collections/{collection_id}",
  summary: "Rename a collection, or say otherwise what happens to personal data in it.",
  description: "What makes its vectors stays: vectors of two models cannot be compared.",
  scope: "workspace",
  permission: "knowledge.write",
  purpose: "knowledge",
  input: z.strictObject({ collection_id: z.string(), ...z.object(collectionFields).partial().shape }),
  output: collection,
  audit: { action: "knowledge_collection.updated", target: ({ id }) => id },
  load: (ctx, { collection_id }) => findCollection(ctx, collection_id),
  async run(ctx, { collection_id: id, ...asked }, { resource }) {
    const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const row = { ...resource, ...given };
    const { name, description, personal_data } = ctx.seal(knowledgeCollections, await knowledgeKey(ctx), row);
    await ctx.db
      .of(knowledgeCollections)
      .updateTable("knowledge_collections")
      .set({ name, description, personal_data })
      .where("workspace_id", "=", ctx.scope.workspaceId)
      .where("id", "=", id)
      .execute();
    return presentCollection(row, (await countDocuments(ctx)).get(id));
  },
});
