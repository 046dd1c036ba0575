import type { Work } from "../../../framework/context.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { cellContext, type DataKey, wrapKey } from "../../../framework/keys/sealing.ts";
import { fileErrors } from "../errors.ts";
import { contentKey, fileColumns, type FileRow, type FoundFile } from "../find-file.ts";
import type { TakenContent } from "./take-content.ts";

/** So much room for a workspace's files, and for each person's own in it. */
const storageBytesMax = 20 * 1024 ** 3;

/**
 * Gives a locked file the content that was taken in. What goes unused is swept out of the store.
 * @throws Refusal `files.already_filled`, `files.storage_full`; `request.unavailable` where the content counted on has just gone
 */
export async function keepContent(work: Work, found: FoundFile, taken: TakenContent): Promise<FileRow> {
  const { row, kind } = found;
  if (row.object !== null && !row.damaged_at) {
    if (row.content_hash?.equals(taken.hash)) return row;
    throw fileErrors.already_filled();
  }
  await requireRoom(work, found, taken.bytes);
  const { object, key } = taken.fresh ?? (await findSame(work, found, taken.hash));
  const objectKey = wrapKey(found.outer, cellContext(kind.table, "object_key", row), key);
  const [filled] = await work.db.query<FileRow>(
    `update ${kind.table.name} set object = $3, object_key = $4, type = $5, bytes = $6, content_hash = $7,
       checked_at = $8, damaged_at = null
     where workspace_id = $1 and id = $2 returning ${fileColumns}`,
    [work.scope.workspaceId, row.id, object, objectKey, taken.type, taken.bytes, taken.hash, work.at],
  );
  return filled!;
}

/** The owner's other file with this content; locked, so that what it names stays until this one names it too. */
async function findSame(
  work: Work,
  { kind, outer }: FoundFile,
  hash: Buffer,
): Promise<{ object: string; key: DataKey }> {
  const [row] = await work.db.query<FileRow>(
    `select ${fileColumns} from ${kind.table.name}
     where workspace_id = $1 and content_hash = $2 and damaged_at is null limit 1 for key share`,
    [work.scope.workspaceId, hash],
  );
  if (!row?.object) throw requestErrors.unavailable({}, 1);
  return { object: row.object, key: contentKey({ kind, outer, row }) };
}

async function requireRoom({ db, scope }: Work, { kind }: FoundFile, bytes: number): Promise<void> {
  const [used] = await db.query<{ bytes: number }>(
    `select coalesce(sum(bytes), 0)::float8 as bytes from ${kind.table.name} where workspace_id = $1`,
    [scope.workspaceId],
  );
  if ((used?.bytes ?? 0) + bytes > storageBytesMax) throw fileErrors.storage_full({ limit_bytes: storageBytesMax });
}
