import type { Work } from "../../framework/context.ts";
import { removeObject } from "./contents/remove-object.job.ts";

/** Deletes files of the workspace with what is made of them; their contents leave the store when nothing else has the same. */
export async function dropFiles(work: Work, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const gone = await work.db.query<{ object: string | null }>(
    "delete from files where workspace_id = $1 and id = any($2) returning object",
    [work.scope.workspaceId, ids],
  );
  for (const { object } of gone) if (object) await work.enqueue(removeObject, { name: object });
}
