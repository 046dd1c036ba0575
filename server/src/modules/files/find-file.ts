import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { cellContext, type DataKey, unwrapKey } from "../../framework/keys/sealing.ts";
import { type Kind, keyOfKind, findKind } from "./find-kind.ts";

/** A file as it is stored. */
export type FileRow = {
  id: string;
  organization_id: string;
  workspace_id: string;
  object_key: Buffer;
  name: Buffer;
  type: string | null;
  bytes: number | null;
  content_hash: Buffer | null;
  object: string | null;
  created_at: Date;
  damaged_at: Date | null;
};

/** A file with its name opened, and the key that wraps its content's. */
export type FoundFile = { row: FileRow; kind: Kind; name: string; outer: DataKey };

export const fileColumns =
  "id, organization_id, workspace_id, object_key, name, type, bytes, content_hash, object, created_at, damaged_at";

/**
 * A file of this workspace, or the caller's own in it.
 * @throws Refusal `request.not_found`
 */
export async function findFile(work: Work, id: string, lock = ""): Promise<FoundFile> {
  const kind = findKind(id);
  const [row] = await work.db.query<FileRow>(
    `select ${fileColumns} from ${kind.table.name} where workspace_id = $1 and id = $2 ${lock}`,
    [work.scope.workspaceId, id],
  );
  if (!row) throw requestErrors.not_found();
  const outer = await keyOfKind(work, kind);
  return { row, kind, outer, name: openName(work, kind, outer, row) };
}

export function openName(work: Work, kind: Kind, key: DataKey, row: FileRow): string {
  return work.open(kind.table, key, row).name;
}

/** The key that opens a file's content. */
export const contentKey = ({ kind, outer, row }: Pick<FoundFile, "kind" | "outer" | "row">): DataKey =>
  unwrapKey(outer, cellContext(kind.table, "object_key", row), row.object_key);
