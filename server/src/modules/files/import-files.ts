import * as z from "zod";
import type { ImportRule, ImportWork } from "../../privacy/public.ts";
import { keepContent } from "./contents/keep-content.ts";
import { takeContent } from "./contents/take-content.ts";
import { findFile } from "./find-file.ts";
import { files, privateFiles } from "./tables.ts";

const empty = { type: null, bytes: null, object: null, content_hash: null, checked_at: null, damaged_at: null };
const shape = z.object({ name: z.string().min(1).max(255) });

/** What is said of a content is found in it, never believed. */
export const importFiles: readonly ImportRule[] = [files, privateFiles].map((table) => ({
  table,
  shape,
  set: empty,
  content: fillImported,
}));

/** A file that has its content already is left as it is: nothing of an archive overwrites one. */
async function fillImported(work: ImportWork, id: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const found = await findFile(work, id);
  if (found.row.object !== null && !found.row.damaged_at) return;
  const taken = await takeContent(work, found, bytes);
  await work.inScope(async (inner) => {
    await keepContent(inner, await findFile(inner, id, "for update"), taken);
  });
}
