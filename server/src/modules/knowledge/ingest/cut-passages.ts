import type { Block } from "../parsing/fail-reading.ts";

export type Passage = {
  text: string;
  heading: string | null;
  page: number | null;
  /** Where it stands in the whole text, whose blocks are two line ends apart. */
  startsAt: number;
  endsAt: number;
};

/** About 250 tokens: enough to make sense alone, little enough that its vector means one thing. */
const charsWanted = 1200;
const charsMax = 1800;
const between = "\n\n";

/** Joins blocks under the same heading and on the same page until they are long enough, and cuts long ones between sentences. */
export function cutPassages(blocks: readonly Block[]): Passage[] {
  const passages: Passage[] = [];
  let open: Passage | undefined;
  let at = 0;
  for (const block of blocks) {
    for (const { text, offset } of cutLong(block.text)) {
      const [startsAt, endsAt] = [at + offset, at + offset + text.length];
      const [heading, page] = [block.heading ?? null, block.page ?? null];
      const gap: string = offset === 0 ? between : " ";
      const joins =
        open?.heading === heading && open.page === page && open.text.length + text.length + 2 <= charsWanted;
      if (open && joins) Object.assign(open, { text: open.text + gap + text, endsAt });
      else passages.push((open = { text, heading, page, startsAt, endsAt }));
    }
    at += block.text.length + between.length;
  }
  return passages;
}

/** Pieces of at most `charsMax`: between sentences, else between words, else anywhere. */
function cutLong(text: string): { text: string; offset: number }[] {
  const pieces: { text: string; offset: number }[] = [];
  let offset = 0;
  while (text.length - offset > charsMax) {
    const end = offset + findCut(text.slice(offset, offset + charsMax));
    pieces.push({ text: text.slice(offset, end), offset });
    offset = end;
  }
  pieces.push({ text: text.slice(offset), offset });
  return pieces
    .map((piece) => {
      const trimmed = piece.text.trimStart();
      return { text: trimmed.trimEnd(), offset: piece.offset + piece.text.length - trimmed.length };
    })
    .filter((piece) => piece.text !== "");
}

function findCut(window: string): number {
  const least = charsWanted / 2;
  for (const border of [/[.!?。！？]["')\]]?\s/g, /\n/g, /\s/g]) {
    const last = [...window.matchAll(border)].map((m) => m.index + m[0].length).findLast((end) => end >= least);
    if (last !== undefined) return last;
  }
  // No half of a surrogate pair.
  return /[\uD800-\uDBFF]$/.test(window) ? window.length - 1 : window.length;
}
