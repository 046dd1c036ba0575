import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { readModels } from "../../models/public.ts";
import { knowledgeErrors } from "../errors.ts";
import { knowledgeCollections } from "../tables.ts";
import { knowledgeKey } from "./find-collection.ts";
import { collection, collectionFields, presentCollection } from "./present-collection.ts";

const collectionsMax = 500;

export const createCollection = endpoint({
  method: "POST",
  path: "/knowledge-collections",
  summary: "Make a collection of documents that agents look things up in.",
  scope: "workspace",
  permission: "knowledge.write",
  purpose: "knowledge",
  status: 201,
  input: z.strictObject({
    name: collectionFields.name,
    description: collectionFields.description.default(""),
    personal_data: collectionFields.personal_data.default("mark"),
    embedding_model: z.string().max(240).nullable().default("sandbox"),
  }),
  output: collection,
  refusals: [knowledgeErrors.limit_reached, knowledgeErrors.model_unknown],
  audit: { action: "knowledge_collection.created", target: ({ id }) => id },
  async run(ctx, given) {
    const { organizationId: organization_id, workspaceId: workspace_id } = ctx.scope;
    const [count] = await ctx.db.query<{ all: number }>(
      'select count(*)::int as "all" from knowledge_collections where workspace_id = $1',
      [workspace_id],
    );
    if (count!.all >= collectionsMax) throw knowledgeErrors.limit_reached({ limit: collectionsMax });
    if (given.embedding_model !== null) {
      const models = await readModels(ctx);
      if (!models.some(({ id }) => id === given.embedding_model)) throw knowledgeErrors.model_unknown();
    }
    const made = { id: ctx.newId("kco"), organization_id, workspace_id, ...given, created_at: ctx.at };
    const row = { ...made, created_by: ctx.scope.userId ?? null };
    const sealed = ctx.seal(knowledgeCollections, await knowledgeKey(ctx), row);
    await ctx.db.of(knowledgeCollections).insertInto("knowledge_collections").values(sealed).execute();
    return presentCollection(row);
  },
});
