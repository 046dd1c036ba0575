import type * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { cellContext, newDataKey, wrapKey } from "../../framework/keys/sealing.ts";
import { fileErrors } from "./errors.ts";
import { type Belonging, keyOfKind, kinds } from "./find-kind.ts";
import { type file, presentFile } from "./present-file.ts";

/** So many files to a workspace, and to each person in it. */
const filesMax = 100_000;

/** Writes a file without content. @throws Refusal `files.limit_reached` */
export async function insertFile(work: Work, belongsTo: Belonging, name: string): Promise<z.infer<typeof file>> {
  const kind = kinds[belongsTo];
  const { organizationId, workspaceId, userId } = work.scope;
  const [count] = await work.db.query<{ files: number }>(
    `select count(*)::int as files from ${kind.table.name} where workspace_id = $1`,
    [workspaceId],
  );
  if ((count?.files ?? 0) >= filesMax) throw fileErrors.limit_reached({ limit: filesMax });
  const key = await keyOfKind(work, kind);
  const place = { id: work.newId(kind.idPrefix), organization_id: organizationId!, workspace_id: workspaceId! };
  const objectKey = wrapKey(key, cellContext(kind.table, "object_key", place), newDataKey());
  const sealed = work.seal(kind.table, key, { ...place, name });
  await work.db.query(
    `insert into ${kind.table.name} (id, organization_id, workspace_id, ${kind.by}, object_key, name, created_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [place.id, organizationId, workspaceId, userId ?? null, objectKey, sealed.name, work.at],
  );
  const empty = { type: null, bytes: null, content_hash: null, object: null, damaged_at: null, object_key: objectKey };
  return presentFile(kind, { ...place, ...empty, created_at: work.at }, name);
}
