import { type DetectOptions, keepOwn, showSlice } from "../detect-all.ts";
import type { Hit } from "../detector.ts";
import { mergeSteps } from "../merge-hits.ts";
import { doInTurns } from "../take-turns.ts";
import { openNamesThread, type NamesThread } from "./open-names-thread.ts";

/** A shorter text is read sooner than it is handed over. */
const leastLength = 1024;
/** Handed over at once, in code units: the others' turn comes after it. */
const sliceLength = 8192;
/** Nothing that is looked for is longer. */
const longest = 256;

const ours = openNamesThread();

/** Names and addresses, found while the event loop does something else. Nothing where they have to be found here. */
export async function findNamesBeside(
  text: string,
  { wants = () => true, signal }: DetectOptions = {},
  thread: NamesThread = ours,
): Promise<Hit[] | undefined> {
  if (text.length < leastLength) return undefined;
  const found: Hit[] = [];
  for (let at = 0; at < text.length; at += sliceLength) {
    const slice = showSlice(text, { at, to: Math.min(at + sliceLength, text.length) }, longest);
    const seen = await thread.find(text.slice(slice.from, slice.until));
    signal?.throwIfAborted();
    if (!seen) return undefined;
    for (const hit of keepOwn(text, slice, seen)) if (wants(hit.cls)) found.push(hit);
  }
  return doInTurns(mergeSteps(found), signal);
}
