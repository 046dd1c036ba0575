import { basesOf, type Hit, prepareModel, stemName } from "../../../egress/public.ts";
import type { Keyring } from "../../../framework/keys/keyring.ts";
import { type Database, readIn, type Scope } from "../../../framework/database/tenant.ts";
import { type Asked, type AskKnown, askKnown } from "./ask-known.ts";
import { openMarker, pairOf } from "./mark-name.ts";
import { type Candidates, readCandidates } from "./read-candidates.ts";
import { type ReadText, readText } from "./read-text.ts";
import { takeTurns, type Turn } from "./take-turns.ts";

/** A text, what of it may be a name, and what may be a handle. */
type Looked = Pick<ReadText, "text" | "handles"> & Candidates;

/**
 * Names and handles of people who are known here. What of the texts may be one is hashed and looked up: what it costs grows
 * with the texts, not with how many people there are, and no name is in memory that is not in the texts.
 */
export async function findKnown(
  around: { database: Database; keyring: Keyring },
  scope: Scope,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<Hit[][]> {
  const loading = prepareModel();
  if (loading) await loading;
  const turn = takeTurns(signal);
  const ask = askKnown(readIn(around.database, scope), openMarker(around.keyring, scope.organizationId ?? ""), turn);
  const looked: Looked[] = [];
  for (const text of texts) {
    const read = await readText(text, turn);
    looked.push({ text, handles: read.handles, ...(await readCandidates(read, turn)) });
  }
  const stemOf = rememberStems();
  const words = looked.flatMap(({ pairs, alone }) => [...pairs.flat(), ...alone]);
  const stems = new Set(words.map(({ written }) => stemOf(written.folded)));
  const handles = looked.flatMap((one) => one.handles.map(({ value }): Asked => ["handle", value]));
  const isThere = await ask([...[...stems].map((stem): Asked => ["stem", stem]), ...handles]);
  const isStem = ({ written }: { written: { folded: string } }) => isThere("stem", stemOf(written.folded));
  const likely = looked.map((one) => ({
    ...one,
    pairs: one.pairs.filter((pair) => pair.every(isStem)),
    alone: one.alone.filter(isStem),
    handles: one.handles.filter(({ value }) => isThere("handle", value)),
  }));
  return confirm(likely, { ask, stemOf, turn });
}

type Asking = { ask: AskKnown; stemOf(folded: string): string; turn: Turn };

/** Of words whose stem is known, those that are the name itself or a form of it. */
async function confirm(likely: readonly Looked[], { ask, stemOf, turn }: Asking): Promise<Hit[][]> {
  const pairOfWords = ([a, b]: Candidates["pairs"][number]) =>
    pairOf(stemOf(a.written.folded), stemOf(b.written.folded));
  const asked: Asked[] = likely.flatMap(({ pairs }) => pairs.map((pair): Asked => ["pair", pairOfWords(pair)]));
  const bases = new Map<string, string[]>();
  for (const { written } of likely.flatMap(({ alone }) => alone)) {
    const others = turn();
    if (others) await others;
    if (!bases.has(written.folded)) bases.set(written.folded, basesOf(written.folded));
  }
  for (const base of [...bases.values()].flat()) asked.push(["part", base]);
  const isKnown = await ask(asked);
  const isPart = ({ written: { folded } }: Candidates["alone"][number]) =>
    bases.get(folded)!.some((base) => isKnown("part", base));
  return likely.map(({ text, pairs, alone, handles }) => [
    ...pairs
      .filter((pair) => isKnown("pair", pairOfWords(pair)))
      .map(([a, b]) => nameHit(withInitial(text, a.start), b.end, 0.97)),
    ...alone.filter(isPart).map(({ start, end }) => nameHit(withInitial(text, start), end, 0.8)),
    ...handles.map(({ start, end }) => handleHit(start, end)),
  ]);
}

function rememberStems(): (folded: string) => string {
  const known = new Map<string, string>();
  return (folded) => {
    let stem = known.get(folded);
    if (stem === undefined) known.set(folded, (stem = stemName(folded)));
    return stem;
  };
}

const nameHit = (start: number, end: number, score: number): Hit => ({
  start,
  end,
  cls: "person",
  rule: "known.name",
  score,
});
const handleHit = (start: number, end: number): Hit => ({
  start,
  end,
  cls: "handle",
  rule: "known.handle",
  score: 0.95,
});

/** The initial before a name is part of it: "A. Nowak". */
function withInitial(text: string, start: number): number {
  const before = /(?:\p{Lu}\.[ \u00a0-]?){1,3}$/u.exec(text.slice(Math.max(0, start - 12), start));
  return before ? start - before[0].length : start;
}
