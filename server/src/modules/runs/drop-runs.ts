import type { Work } from "../../framework/context.ts";
import { cancelRun } from "./cancel-run.ts";
import { lockRuns } from "./lock-runs.ts";

/**
 * Ends and deletes runs of this work's person, in its transaction: what they said, did and were told goes, and the keys with it.
 * What the ledger and the records of deliveries tell of them has no content.
 */
export async function dropRuns(work: Work, of: { conversationId: string } | { runId: string }): Promise<void> {
  const ids = await lockRuns(work, of);
  for (const id of ids) await cancelRun(work, id);
  await work.db.query("delete from runs where workspace_id = $1 and id = any($2)", [work.scope.workspaceId, ids]);
}
