import { type Hit, prepareModel } from "../../../egress/public.ts";
import type { Keyring } from "../../../framework/keyring.ts";
import { type Database, readIn, type Scope } from "../../../framework/tenant.ts";
import { askKnown } from "./ask-known.ts";
import { openMarker, pairOf } from "./mark-name.ts";
import { type Candidates, readCandidates } from "./read-candidates.ts";
import { type ReadText, readText } from "./read-text.ts";
import { basesOf } from "./stem-name.ts";
import { takeTurns } from "./take-turns.ts";

/**
 * Names and handles of people who are known here. Words of the texts are hashed and looked up: what it costs grows with the
 * texts, not with how many people there are, and no name is in memory that is not in the texts.
 */
export async function findKnown(
  around: { database: Database; keyring: Keyring },
  scope: Scope,
  texts: readonly string[],
  signal?: AbortSignal,
): Promise<Hit[][]> {
  await prepareModel();
  const turn = takeTurns(signal);
  const mark = openMarker(around.keyring, scope.organizationId ?? "");
  const ask = askKnown(readIn(around.database, scope), mark, turn);
  const looking: ReadText[] = [];
  for (const text of texts) looking.push(await readText(text, turn));
  const stems = looking.flatMap(({ words }) => words.map(({ stem }) => stem));
  const handles = looking.flatMap((one) => one.handles.map(({ value }) => value));
  const [isStem, isHandle] = await Promise.all([ask("stem", stems), ask("handle", handles)]);
  const candidates: Candidates[] = [];
  for (const { text, words } of looking) candidates.push(await readCandidates(text, words, isStem, turn));
  const bases = new Map<string, string[]>();
  for (const { folded } of candidates.flatMap(({ alone }) => alone)) {
    await turn();
    if (!bases.has(folded)) bases.set(folded, basesOf(folded));
  }
  const [isPair, isPart] = await Promise.all([
    ask(
      "pair",
      candidates.flatMap(({ pairs }) => pairs.map(([a, b]) => pairOf(a.stem, b.stem))),
    ),
    ask("part", [...bases.values()].flat()),
  ]);
  const known = new Set([...bases].filter(([, all]) => all.some(isPart)).map(([folded]) => folded));
  return looking.map(({ text, handles: told }, i) => [
    ...candidates[i]!.pairs.filter(([a, b]) => isPair(pairOf(a.stem, b.stem))).map(([a, b]) =>
      hit(withInitial(text, a.start), b.end, 0.97),
    ),
    ...candidates[i]!.alone.filter(({ folded }) => known.has(folded)).map(({ start, end }) =>
      hit(withInitial(text, start), end, 0.8),
    ),
    ...told.filter(({ value }) => isHandle(value)).map(({ start, end }) => handleHit(start, end)),
  ]);
}

const hit = (start: number, end: number, score: number): Hit => ({
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
