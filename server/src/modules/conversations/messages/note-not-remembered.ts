import type { Work } from "../../../framework/context.ts";
import type { NotRemembered } from "../../runs/public.ts";

/** Says with the answer what was not remembered of its turn, in the transaction that notes what is. */
export async function noteNotRemembered(step: Work, replyId: string, counts: NotRemembered): Promise<void> {
  const told = Object.entries(counts).filter(([, count]) => (count ?? 0) > 0);
  if (told.length === 0) return;
  await step.db.query("update messages set not_remembered = $3 where workspace_id = $1 and id = $2", [
    step.scope.workspaceId,
    replyId,
    JSON.stringify(Object.fromEntries(told)),
  ]);
}
