import { embedText } from "../../../server/src/integrations/sandbox/embed-text.ts";
import { packVector } from "../../../server/src/modules/knowledge/public.ts";
import { dumpDatabase, flushDatabase } from "./dump-database.ts";
import { findReadable } from "./find-canaries.ts";
import { readFolder } from "./read-folder.ts";
import type { Deployment } from "./start-deployment.ts";

/** Where something lies, in the names of columns and files. */
export type Seen = { cells: string[]; files: string[]; plain: number; vectors: string[] };

/** How the sandbox's vector of a text may lie in bytes: as it is kept, quantised, and as models give it. */
function vectorsOf(text: string): Buffer[] {
  const vector = embedText(text);
  const packed = packVector(vector);
  const floats = [Float32Array.from(vector), Float64Array.from(vector)].map(({ buffer }) => Buffer.from(buffer));
  return [Buffer.from(packed), Buffer.from(packed, "base64"), ...floats, Buffer.from(JSON.stringify(vector))];
}

/**
 * Looks for a word in every form, and for the vectors of these texts in each of theirs: in every cell that any key opens, in
 * every row as it is stored, and in every byte of the deployment's files.
 */
export async function lookFor(deployment: Deployment, word: string, texts: readonly string[]): Promise<Seen> {
  const dump = await dumpDatabase(deployment);
  await flushDatabase(deployment.dataFolder);
  const needles = texts.flatMap(vectorsOf);
  const hasVector = (bytes: Buffer) => needles.some((needle) => bytes.includes(needle));
  const hasWord = (bytes: Buffer) => findReadable(bytes, word).length > 0;
  const cells = dump.opened.map(({ table, column, text }) => ({ at: `${table}.${column}`, bytes: Buffer.from(text) }));
  const files = [deployment.dataFolder, deployment.logFolder].flatMap((folder) => [...readFolder(folder)]);
  const named = (found: readonly { at: string }[]) => [...new Set(found.map(({ at }) => at))].toSorted();
  return {
    cells: named(cells.filter(({ bytes }) => hasWord(bytes))),
    vectors: named([
      ...cells.filter(({ bytes }) => hasVector(bytes)),
      ...files.filter(({ bytes }) => hasVector(bytes)).map(({ path }) => ({ at: path })),
    ]),
    files: files.filter(({ bytes }) => hasWord(bytes)).map(({ path }) => path),
    plain: findReadable(Buffer.from(dump.plain), word).length,
  };
}

/** In which columns the vector of one of these texts lies. */
export async function findVectors(deployment: Deployment, texts: readonly string[]): Promise<string[]> {
  const needles = texts.flatMap(vectorsOf);
  const { opened } = await dumpDatabase(deployment);
  const found = opened.filter(({ text }) => needles.some((needle) => Buffer.from(text).includes(needle)));
  return found.map(({ table, column }) => `${table}.${column}`);
}

export const nowhere: Seen = { cells: [], files: [], plain: 0, vectors: [] };
