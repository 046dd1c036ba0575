import { setImmediate as nextTurn } from "node:timers/promises";
import type { Work } from "../../../framework/context.ts";
import type { DataKey } from "../../../framework/keys/sealing.ts";
import { knowledgePassages } from "../tables.ts";
import type { Shelved } from "./make-parts.ts";
import { unpackVector } from "./pack-vector.ts";

/** So many passages are opened before others have their turn. */
const turnEvery = 200;

type Row = {
  id: string;
  workspace_id: string;
  document_id: string;
  heading: Buffer | null;
  text: Buffer;
  vector: Buffer | null;
};
type Opened = { id: string; heading: string | null; text: string; vector: string | null };

/** What there is to find in the passages of some documents, by document. */
export async function readPassages(work: Work, keys: ReadonlyMap<string, DataKey>): Promise<Map<string, Shelved[]>> {
  const rows = await work.db.query<Row>(
    `select id, workspace_id, document_id, heading, text, vector from knowledge_passages
     where workspace_id = $1 and document_id = any($2) order by document_id, place`,
    [work.scope.workspaceId, [...keys.keys()]],
  );
  const read = new Map(Array.from(keys.keys(), (id): [string, Shelved[]] => [id, []]));
  for (const [at, row] of rows.entries()) {
    const opened = work.open(knowledgePassages, keys.get(row.document_id)!, row) as unknown as Opened;
    const vector = opened.vector === null ? undefined : unpackVector(opened.vector);
    read.get(row.document_id)!.push({ id: row.id, words: `${opened.heading ?? ""}\n${opened.text}`, vector });
    if (at % turnEvery === turnEvery - 1) await nextTurn();
  }
  return read;
}
