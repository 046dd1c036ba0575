import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { event } from "../../../framework/events.ts";
import { embedMemory } from "../extract/embed-memory.job.ts";
import { memories } from "../tables.ts";
import { memoryKey, type OpenMemory } from "./find-memory.ts";

export const memoryCreated = event(
  "memory.created",
  "An agent knows something of a person that it did not know before. A correction is one as well.",
  z.object({ memory_id: z.string(), agent_id: z.string() }),
  { isPublic: true, isQuiet: true, about: "memory_id" },
);

/** More than any agent could be told; what is full is not remembered by itself. */
export const memoriesMax = 2000;

export type NewMemory = Pick<OpenMemory, "agent_id" | "text" | "kind" | "source"> &
  Partial<
    Pick<
      OpenMemory,
      | "contact_id"
      | "conversation_id"
      | "message_id"
      | "event_at"
      | "confidence"
      | "pinned"
      | "untrusted"
      | "sandbox"
      | "stays"
    >
  >;

/** Adds to what an agent remembers of the scope's user, in the caller's transaction. Its vector is made afterwards. */
export async function insertMemory(work: Work, given: NewMemory): Promise<OpenMemory> {
  const { organizationId, workspaceId, userId } = work.scope;
  const row = {
    contact_id: null,
    conversation_id: null,
    message_id: null,
    event_at: null,
    confidence: 100,
    pinned: false,
    untrusted: false,
    sandbox: false,
    stays: false,
    ...given,
    organization_id: organizationId!,
    workspace_id: workspaceId!,
    id: work.newId("mem"),
    user_id: userId!,
    status: "active" as const,
    successor_id: null,
    superseded_at: null,
    created_at: work.clock.now(),
    version: 1,
  };
  const sealed = work.seal(memories, await memoryKey(work), { ...row, vector: null });
  await work.db.of(memories).insertInto("memories").values(sealed).execute();
  await work.enqueue(embedMemory, { memory_id: row.id });
  await work.emit(memoryCreated, { memory_id: row.id, agent_id: row.agent_id });
  return row;
}

/** How much an agent remembers of the scope's user. */
export async function countMemories({ db, scope }: Work, agentId: string): Promise<number> {
  const [count] = await db.query<{ all: number }>(
    'select count(*)::int as "all" from memories where workspace_id = $1 and user_id = $2 and agent_id = $3',
    [scope.workspaceId, scope.userId, agentId],
  );
  return count!.all;
}

/** What is no longer so is kept with its time, and names what took its place. */
export async function supersede(work: Work, { id, workspace_id }: OpenMemory, by: OpenMemory): Promise<void> {
  await work.db.query(
    `update memories set status = 'superseded', successor_id = $3, superseded_at = $4, pinned = false, version = version + 1
     where workspace_id = $1 and id = $2 and status = 'active'`,
    [workspace_id, id, by.id, by.event_at ?? work.clock.now()],
  );
}
