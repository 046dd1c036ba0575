import { createHmac, randomBytes } from "node:crypto";
import type { DataKey } from "../framework/keys/sealing.ts";

/**
 * A word that whoever wrote the text cannot know, so that nothing in it can end it before its end: the same for the same key
 * and id, or of this moment. Of a shape that no detector takes for a name, a number or a secret: replaced, it would mark nothing.
 */
export function untrustedWord(same?: { key: DataKey; id: string }): string {
  const bytes = same ? createHmac("sha256", same.key.bytes).update(`untrusted|${same.id}`).digest() : randomBytes(8);
  return `x${bytes.toString("hex", 0, 8)}`;
}

/** What somebody outside may have written, as models are told of it. */
export const markUntrusted = (word: string, from: string, text: string): string =>
  `<untrusted id="${word}" from="${from}">\n${text}\n</untrusted id="${word}">`;
