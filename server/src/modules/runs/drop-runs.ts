import type { Work } from "../../framework/context.ts";
import { cancelRun } from "./cancel-run.ts";

/**
 * Ends and deletes runs of this work's person, in its transaction: what they said, did and were told goes, and the keys with it.
 * What the ledger and the records of deliveries tell of them has no content.
 */
export async function dropRuns(work: Work, of: { conversationId: string } | { runId: string }): Promise<void> {
  const ids = await lockRuns(work, of);
  for (const id of ids) await cancelRun(work, id);
  await work.db.query("delete from runs where workspace_id = $1 and id = any($2)", [work.scope.workspaceId, ids]);
}

/** The runs of a conversation, or one run, and those that they began, as whoever ends them takes them: the oldest first. */
export async function lockRuns(work: Work, of: { conversationId: string } | { runId: string }): Promise<string[]> {
  const { workspaceId } = work.scope;
  const [column, value] =
    "runId" in of ? (["id", of.runId] as const) : (["conversation_id", of.conversationId] as const);
  const found = await work.db.query<{ id: string }>(
    `with recursive own as (
       select id from runs where workspace_id = $1 and ${column} = $2
       union select k.id from own join tool_calls c on c.workspace_id = $1 and c.run_id = own.id
         join runs k on k.workspace_id = $1 and k.parent_call_id = c.id
     ) select id from runs where workspace_id = $1 and id in (select id from own) order by id for update`,
    [workspaceId, value],
  );
  return found.map(({ id }) => id);
}
