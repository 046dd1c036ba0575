import type { Selectable } from "kysely";
import type { Work } from "../../../framework/context.ts";
import { requestErrors } from "../../../framework/errors.ts";
import type { RowTypes } from "../../../framework/table.ts";
import { memories } from "../tables.ts";

export type MemoryRow = Selectable<RowTypes<typeof memories>>;
export type OpenMemory = Omit<MemoryRow, "text" | "vector"> & { text: string };

/** The key that opens what is remembered of this user. */
export const memoryKey = (work: Work) => work.keys.of({ kind: "user", id: work.scope.userId! }, "conversation");

/** What is remembered of the scope's user in its workspace. What was said in a message that was edited since is no longer so. */
export const selectMemories = ({ db, scope }: Work) =>
  db
    .of(memories)
    .selectFrom("memories")
    .selectAll()
    .where("workspace_id", "=", scope.workspaceId!)
    .where("user_id", "=", scope.userId!);

export async function openMemories(work: Work, rows: readonly MemoryRow[]): Promise<OpenMemory[]> {
  if (rows.length === 0) return [];
  const key = await memoryKey(work);
  return rows.map((row) => work.open(memories, key, { ...row, vector: null }));
}

/** @throws Refusal `request.not_found` */
export async function findMemory(work: Work, id: string): Promise<OpenMemory> {
  const rows = await selectMemories(work).where("id", "=", id).execute();
  const [found] = await openMemories(work, rows);
  if (!found) throw requestErrors.not_found();
  return found;
}
