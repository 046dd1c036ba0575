import type { Selectable } from "kysely";
import type { Work } from "../../../framework/context.ts";
import { Refusal, requestErrors } from "../../../framework/errors.ts";
import { cellContext, type DataKey, unwrapKey } from "../../../framework/keys/sealing.ts";
import type { RowTypes } from "../../../framework/table.ts";
import { knowledgeKey } from "../collections/find-collection.ts";
import { knowledgeDocuments } from "../tables.ts";

type Row = Selectable<RowTypes<typeof knowledgeDocuments>>;
/** A document with its title and address in clear, and the key of its passages. */
export type OpenDocument = Omit<Row, "title" | "url" | "object_key"> & {
  title: string;
  url: string | null;
  key: DataKey;
};

export function openDocument(work: Work, under: DataKey, row: Row): OpenDocument {
  const key = unwrapKey(under, cellContext(knowledgeDocuments, "object_key", row), row.object_key);
  const { object_key: _, ...opened } = work.open(knowledgeDocuments, key, row);
  return { ...opened, key };
}

export const selectDocuments = (work: Work) =>
  work.db
    .of(knowledgeDocuments)
    .selectFrom("knowledge_documents")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!);

/** A document of this workspace; locked, nobody else changes it until the transaction ends. @throws Refusal `request.not_found` */
export async function findDocument(work: Work, id: string, lock: "lock" | "look" = "look"): Promise<OpenDocument> {
  const query = selectDocuments(work).where("id", "=", id);
  const row = await (lock === "lock" ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return openDocument(work, await knowledgeKey(work), row);
}

/** The same for work that goes on without: nothing where it is gone. */
export async function findDocumentIfThere(work: Work, id: string, lock: "lock" | "look" = "look") {
  try {
    return await findDocument(work, id, lock);
  } catch (error) {
    if (error instanceof Refusal && error.code === requestErrors.not_found.code) return undefined;
    throw error;
  }
}
