import type { Work } from "../../../framework/context.ts";
import { shelvesPort, unpackVector } from "../../knowledge/public.ts";
import { memoryKey, type OpenMemory, openMemories, selectMemories } from "../keep/find-memory.ts";
import { memories } from "../tables.ts";
import { readTimes } from "./read-times.ts";

/** So many found by words or meaning are looked at; of these the best are told. */
const candidatesMax = 60;
const dayMs = 86_400_000;

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
  const found = await work.port(shelvesPort).use(place, async (shelf) => {
    const heads = await readHeads(work, asked);
    const versions = new Map(heads.map(({ id, version }) => [id, String(version)]));
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
    return shelf.find({ words: asked.query, vector: asked.vector }, candidatesMax);
  });
  if (found.length === 0) return [];
  const ids = found.map(({ id }) => id);
  const rows = await openMemories(work, await selectMemories(work).where("id", "in", ids).execute());
  const byId = new Map(rows.map((row) => [row.id, row]));
  const times = readTimes(asked.query, work.clock.now());
  const weighed = found.flatMap(({ id, score }) => {
    const row = byId.get(id);
    return row ? [{ ...row, score: score * weigh(row, times, work.clock.now()) }] : [];
  });
  return weighed.toSorted((a, b) => b.score - a.score).slice(0, most);
}

/** Without what came from a message that was edited since, or is not told to the agent any more. */
export const tellableSql = `not exists (select from messages s where s.workspace_id = m.workspace_id
    and s.id = m.message_id and (s.superseded or s.withheld))`;

type Head = { id: string; version: number };
const readHeads = ({ db, scope }: Work, { agentId, contactId }: Asked): Promise<Head[]> =>
  db.query<Head>(
    `select m.id, m.version from memories m where m.workspace_id = $1 and m.user_id = $2 and m.agent_id = $3
       and m.contact_id is not distinct from $4 and ${tellableSql}`,
    [scope.workspaceId, scope.userId, agentId, contactId],
  );

/** From 0.3 for what is years old to 1.5 for what is new, as a weight among others. */
function weigh(row: OpenMemory, { looksBack, from, to }: ReturnType<typeof readTimes>, now: Date): number {
  const since = row.event_at ?? row.created_at;
  const ageDays = Math.max(0, now.getTime() - row.created_at.getTime()) / dayMs;
  const recency = 0.3 + 1.2 / (1 + ageDays / 180);
  const standing = row.status === "active" ? 1 : looksBack ? 1.3 : 0.5;
  const isWithin = from && to && since < to && (row.superseded_at ?? now) >= from;
  return recency * standing * (isWithin ? 1.5 : 1) * (row.confidence / 100);
}
