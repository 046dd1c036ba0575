import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { event } from "../../../framework/events.ts";
import { withholdMessages } from "../../conversations/public.ts";

export const memoryForgotten = event(
  "memory.forgotten",
  "An agent was made to forget something of a person. What goes with its conversation, its agent or its person is not told one by one.",
  z.object({ memory_id: z.string(), agent_id: z.string() }),
  { isPublic: true, isQuiet: true, about: "memory_id" },
);

type Gone = { id: string; agent_id: string; conversation_id: string | null; message_id: string | null };

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
       returning id, agent_id, conversation_id, message_id`,
    [workspaceId, userId, ids],
  );
  for (const { id, agent_id } of gone) await work.emit(memoryForgotten, { memory_id: id, agent_id });
  await keepOthers(work, gone);
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

/** What else was noted of the same messages was not asked about: it is told on, unless it was kept back before. */
async function keepOthers(work: Work, gone: readonly Gone[]): Promise<void> {
  const messageIds = gone.flatMap(({ message_id }) => message_id ?? []);
  await work.db.query(
    `update memories m set stays = true, version = version + 1 where m.workspace_id = $1 and m.user_id = $2
       and m.message_id = any($3) and not m.stays and exists (
         select from messages s where s.workspace_id = $1 and s.id = m.message_id and not s.withheld)`,
    [work.scope.workspaceId, work.scope.userId, messageIds],
  );
}
