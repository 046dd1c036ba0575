import type { Work } from "../../framework/context.ts";
import { inScope } from "../../framework/database/tenant.ts";
import { contentKey, findFile } from "./find-file.ts";
import { insertFile } from "./insert-file.ts";
import { keepContent } from "./contents/keep-content.ts";
import type { Belonging } from "./find-kind.ts";
import { objectStorePort, openObject } from "./contents/open-object.ts";
import type { Range } from "./contents/seal-chunks.ts";
import { takeContent } from "./contents/take-content.ts";

export type NewFile = { name: string; belongsTo: Belonging };

/**
 * Stores what comes as a file of the workspace, or of the user. For work that holds no transaction: it takes as long as
 * the stream, in short transactions of its own.
 */
export async function storeFile(
  work: Work,
  content: AsyncIterable<Uint8Array>,
  { name, belongsTo }: NewFile,
): Promise<{ id: string; type: string; bytes: number }> {
  const inStep = <T>(run: (step: Work) => Promise<T>) =>
    inScope(work.database, { ...work.scope }, (db) => run({ ...work, db }));
  const { id } = await inStep((step) => insertFile(step, belongsTo, name));
  const taken = await takeContent(work, await findFile(work, id), content);
  await inStep(async (step) => keepContent(step, await findFile(step, id, "for update"), taken));
  return { id, type: taken.type, bytes: taken.bytes };
}

type OpenedFile = {
  name: string;
  type: string;
  bytes: number;
  content(range?: Range): AsyncIterable<Uint8Array>;
};

/** A file with its content, opened as it is read; nothing where the content has not come or is damaged. @throws Refusal `request.not_found` */
export async function openFile(work: Work, id: string): Promise<OpenedFile | undefined> {
  const found = await findFile(work, id);
  const { object, bytes, type, damaged_at } = found.row;
  if (object === null || bytes === null || type === null || damaged_at) return undefined;
  const key = contentKey(found);
  const content = (range?: Range) => openObject(work.port(objectStorePort), key, object, bytes, range);
  return { name: found.name, type, bytes, content };
}
