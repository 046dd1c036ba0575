import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { findCollection } from "./find-collection.ts";
import { collection, countDocuments, presentCollection } from "./present-collection.ts";

export const getCollection = endpoint({
  method: "GET",
  path: "/knowledge-collections/{collection_id}",
  summary: "A collection.",
  scope: "workspace",
  permission: "knowledge.read",
  purpose: "knowledge",
  input: z.strictObject({ collection_id: z.string() }),
  output: collection,
  async run(ctx, { collection_id }) {
    const row = await findCollection(ctx, collection_id);
    return presentCollection(row, (await countDocuments(ctx)).get(collection_id));
  },
});
