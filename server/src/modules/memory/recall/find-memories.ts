import type { Work } from "../../../framework/context.ts";
import { shelvesPort, unpackVector } from "../../knowledge/public.ts";
import { memoryKey, type OpenMemory, openMemories, selectMemories } from "../keep/find-memory.ts";
import { memories } from "../tables.ts";
import { followChains, isAboutPast, rankMemories } from "./rank-memories.ts";
import { readTimes } from "./read-times.ts";

/** So many found by words or meaning are looked at; of these the best are told. */
const candidatesMax = 60;

export type Asked = {
  agentId: string;
  contactId: string | null;
  query: string;
  vector: Int8Array | undefined;
};

export type FoundMemory = OpenMemory & { score: number };

/**
 * What one agent knows of the scope's user that bears on a question: by words and meaning, weighed by how new it is,
 * whether it is still so, and whether it lies in the time that is asked about. Time never hides anything.
 */
export async function findMemories(work: Work, asked: Asked, most: number): Promise<FoundMemory[]> {
  const { workspaceId, userId } = work.scope;
  const place = `memories ${workspaceId} ${userId} ${asked.agentId} ${asked.contactId ?? ""}`;
  const { heads, found } = await work.port(shelvesPort).use(place, async (shelf) => {
    const read = await readHeads(work, asked);
    const versions = new Map(read.map(({ id, version }) => [id, String(version)]));
    const missing = shelf.keep(versions);
    if (missing.length > 0) {
      const key = await memoryKey(work);
      const rows = await selectMemories(work).where("id", "in", missing).execute();
      for (const row of rows) {
        const { text, vector } = work.open(memories, key, row);
        const shelved = { id: row.id, words: text, vector: vector === null ? undefined : unpackVector(vector) };
        shelf.put(row.id, String(row.version), [shelved]);
      }
    }
    return { heads: read, found: shelf.find({ words: asked.query, vector: asked.vector }, candidatesMax) };
  });
  const now = work.clock.now();
  const times = readTimes(asked.query, now);
  const ids = withChains(heads, found, isAboutPast(times));
  if (ids.length === 0) return [];
  const rows = await openMemories(work, await selectMemories(work).where("id", "in", ids).execute());
  return rankMemories(rows, found, times, now).slice(0, most);
}

/** Without what came from a message that was edited since, or is not told to the agent any more for its sake. */
export const tellableSql = `not exists (select from messages s where s.workspace_id = m.workspace_id
    and s.id = m.message_id and (s.superseded or (s.withheld and not m.stays)))`;

type Head = { id: string; version: number; successor_id: string | null };
const readHeads = ({ db, scope }: Work, { agentId, contactId }: Asked): Promise<Head[]> =>
  db.query<Head>(
    `select m.id, m.version, m.successor_id from memories m where m.workspace_id = $1 and m.user_id = $2 and m.agent_id = $3
       and m.contact_id is not distinct from $4 and ${tellableSql} order by m.id`,
    [scope.workspaceId, scope.userId, agentId, contactId],
  );

/** With what took the place of what was found. Looking back, with all that is no longer so, of which a question may share no word. */
export function withChains(heads: readonly Head[], found: readonly { id: string }[], isPast: boolean): string[] {
  const lastOf = followChains(heads);
  const lasts = new Set(found.map(({ id }) => lastOf(id)));
  const chained = heads.filter(({ id }) => lasts.has(lastOf(id)));
  const past = isPast ? heads.filter(({ successor_id }) => successor_id !== null).slice(-candidatesMax) : [];
  return [...new Set([...found, ...chained, ...past].map(({ id }) => id))];
}
