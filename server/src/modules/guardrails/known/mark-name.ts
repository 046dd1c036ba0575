import type { Keyring } from "../../../framework/keys/keyring.ts";
import { foldName, stemName } from "../../../egress/public.ts";
import { isParticle, readWords, writtenAs } from "./read-words.ts";

/** Makes a keyed hash of something known; the same in another organization is another. */
export type Marker = (kind: "stem" | "part" | "pair" | "handle", value: string) => Buffer;

export const markBytes = 16;
/** More parts than names have. */
const partsMax = 6;
/** Shorter parts are found only beside another. */
export const leastAlone = 3;

export const openMarker =
  (keyring: Keyring, organizationId: string): Marker =>
  (kind, value) =>
    keyring.keyedHash(`known names|${organizationId}`, `${kind}|${value}`).subarray(0, markBytes);

/** Two parts of one name, whichever comes first. */
export const pairOf = (one: string, other: string): string => [one, other].toSorted().join("|");

/** All that has to be kept of a name so that it is found again in a text. */
export function markName(mark: Marker, name: string): Buffer[] {
  const words = [...readWords(name, writtenAs)]
    .map(({ written }) => written)
    .filter((word) => word.folded.length > 1 && !isParticle(word))
    .slice(0, partsMax);
  const parts = [...new Set(words.map(({ folded }) => folded))];
  const stems = [...new Set(parts.map(stemName))];
  // A name without such a part is found by nothing, and is kept all the same: so it is not looked at again.
  if (stems.length === 0) return [mark("stem", foldName(name))];
  return [
    ...stems.map((stem) => mark("stem", stem)),
    ...parts.filter(({ length }) => length >= leastAlone).map((part) => mark("part", part)),
    ...stems.flatMap((one, i) => stems.slice(i + 1).map((other) => mark("pair", pairOf(one, other)))),
  ];
}

/** A handle as it stands in a text, with or without `@`. */
export const markHandle = (mark: Marker, handle: string): Buffer =>
  mark("handle", handle.replace(/^@/, "").normalize("NFKC").toLowerCase());
