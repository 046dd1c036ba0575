import type { Work } from "../../../framework/context.ts";
import { withholdMessages } from "../../conversations/public.ts";

type Gone = { id: string; conversation_id: string | null; message_id: string | null };

/**
 * Deletes what was remembered with all that it took the place of, in the caller's transaction; what was said there is
 * not told to the agent any more. @returns how many rows went
 */
export async function forgetMemories(work: Work, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0;
  const { workspaceId, userId } = work.scope;
  const gone = await work.db.query<Gone>(
    `with recursive chain as (
       select id from memories where workspace_id = $1 and user_id = $2 and id = any($3)
       union select m.id from chain join memories m
         on m.workspace_id = $1 and m.user_id = $2 and m.successor_id = chain.id
     ) delete from memories where workspace_id = $1 and user_id = $2 and id in (select id from chain)
       returning id, conversation_id, message_id`,
    [workspaceId, userId, ids],
  );
  const said = Map.groupBy(gone, ({ conversation_id }) => conversation_id);
  for (const [conversationId, rows] of said)
    if (conversationId !== null)
      await withholdMessages(
        work,
        conversationId,
        rows.flatMap(({ message_id }) => message_id ?? []),
      );
  return gone.length;
}
