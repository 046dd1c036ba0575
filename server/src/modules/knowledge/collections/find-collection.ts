import type { Selectable } from "kysely";
import type { Work } from "../../../framework/context.ts";
import { requestErrors } from "../../../framework/errors.ts";
import type { RowTypes } from "../../../framework/table.ts";
import { knowledgeCollections } from "../tables.ts";

export type CollectionRow = Omit<Selectable<RowTypes<typeof knowledgeCollections>>, "name" | "description"> & {
  name: string;
  description: string;
};

/** The key that opens the workspace's collections, and wraps the keys of their documents. */
export const knowledgeKey = (work: Work) =>
  work.keys.of({ kind: "organization", id: work.scope.organizationId! }, "content");

/** A collection of this workspace, opened. @throws Refusal `request.not_found` */
export async function findCollection(work: Work, id: string): Promise<CollectionRow> {
  const row = await work.db
    .of(knowledgeCollections)
    .selectFrom("knowledge_collections")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return work.open(knowledgeCollections, await knowledgeKey(work), row);
}
