import { newId } from "../../server/src/framework/ids.ts";
import { cellContext, newDataKey, seal, wrapKey } from "../../server/src/framework/keys/sealing.ts";
import { makeParts, packPart } from "../../server/src/modules/knowledge/public.ts";
import { knowledgeDocuments, knowledgeIndexes, knowledgePassages } from "../../server/src/modules/knowledge/tables.ts";
import type { PersonWithOrganization } from "../../server/src/testing/people.ts";
import type { World } from "../../server/src/testing/world.ts";
import type { Drawn } from "./draw-passages.ts";

const perDocument = 50;

/** Passages as rows of a collection with what is found in them, sealed as the product seals them, fifty to a document. */
export async function plantPassages(
  { app }: World,
  { organizationId, workspaceId }: PersonWithOrganization,
  collectionId: string,
  all: readonly Drawn[],
): Promise<void> {
  const at = app.clock.now();
  const { system } = app.database;
  const under = await app.keys.of({ kind: "organization", id: organizationId }, "content");
  const tenant = { organization_id: organizationId, workspace_id: workspaceId };
  for (let first = 0; first < all.length; first += perDocument) {
    const place = { ...tenant, id: newId("kdo", at) };
    const key = newDataKey();
    const wrapped = wrapKey(under, cellContext(knowledgeDocuments, "object_key", place), key);
    const { title } = seal(knowledgeDocuments, key, { ...place, title: `Document ${first}` });
    await system.query(
      `insert into knowledge_documents (organization_id, workspace_id, id, collection_id, object_key, title, state, revision,
         passages, embedded, held_back, found, sandbox, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, 'ready', 1, $7, $7, 0, '{}', true, $8, $8)`,
      [organizationId, workspaceId, place.id, collectionId, wrapped, title, perDocument, at],
    );
    const some = all.slice(first, first + perDocument).map((one) => ({ ...one, id: newId("kpa", at) }));
    const rows = some.map(({ id, words, vector }) =>
      seal(knowledgePassages, key, { ...tenant, id, text: words, vector: Buffer.from(vector).toString("base64") }),
    );
    const [part] = makeParts(some);
    const index = seal(knowledgeIndexes, key, { ...tenant, id: newId("kix", at), body: packPart(part!) });
    await system.query(
      `insert into knowledge_passages (organization_id, workspace_id, id, document_id, place, starts_at, ends_at, text, vector_state, vector)
       select $1, $2, p.id, $3, p.n, p.n * 400, p.n * 400 + 399, p.text, 'made', p.vector
       from unnest($4::text[], $5::bytea[], $6::bytea[]) with ordinality as p(id, text, vector, n)`,
      [
        organizationId,
        workspaceId,
        place.id,
        rows.map(({ id }) => id),
        rows.map(({ text }) => text),
        rows.map(({ vector }) => vector),
      ],
    );
    await system.query(
      `insert into knowledge_indexes (organization_id, workspace_id, id, document_id, revision, part, passages, body)
       values ($1, $2, $3, $4, 1, 0, $5, $6)`,
      [organizationId, workspaceId, index.id, place.id, rows.length, index.body],
    );
  }
  await system.query("analyze knowledge_documents, knowledge_passages, knowledge_indexes");
}
