import { expect, test } from "vitest";
import { keepPlaces, slotOf } from "./keep-places.ts";
import { openPostings } from "./open-postings.ts";
import { turnTexts } from "./make-parts.ts";
import { pickBest } from "./pick-best.ts";

/** The same numbers on each day (Park and Miller). */
let state = 7;
const draw = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
const text = () => Array.from({ length: 5 + draw(30) }, () => `w${Math.floor(200 ** (draw(1000) / 1000))}`);

/** BM25 as it is written down, text by text. */
function rank(texts: ReadonlyMap<number, string[]>, words: readonly string[], most: number): number[] {
  const all = [...texts.values()];
  const average = all.reduce((sum, { length }) => sum + length, 0) / all.length;
  const known = [...new Set(words)].flatMap((word) => {
    const within = all.filter((one) => one.includes(word)).length;
    return within > 0 ? [{ word, within }] : [];
  });
  const telling = known.filter(({ within }) => within <= Math.max(10, all.length / 3));
  const asked = telling.length > 0 ? telling : known;
  const scored = Array.from(texts, ([slot, own]) => {
    const score = asked.reduce((sum, { word, within }) => {
      const times = own.filter((one) => one === word).length;
      const weight = Math.log(1 + (all.length - within + 0.5) / (within + 0.5));
      return sum + (weight * times * 2.2) / (times + 1.2 * (0.25 + (0.75 * own.length) / average));
    }, 0);
    return { slot, score };
  });
  const found = scored.filter(({ score }) => score > 0).toSorted((a, b) => b.score - a.score || a.slot - b.slot);
  return found.slice(0, most).map(({ slot }) => slot);
}

test("texts are ranked as the formula says, also once others were dropped and their words came back", () => {
  const postings = openPostings();
  const texts = new Map<number, string[]>();
  const bundles = [];
  for (let first = 0; first < 600; first += 3) {
    const three = [text(), text(), text()];
    three.forEach((one, at) => texts.set(first + at, one));
    bundles.push(postings.put(first, turnTexts(three)));
    if (draw(3) > 0) continue;
    const [gone] = bundles.splice(draw(bundles.length), 1);
    postings.drop(gone!);
    for (let slot = gone!.first; slot < gone!.first + 3; slot++) texts.delete(slot);
  }
  for (let n = 0; n < 40; n++) {
    const words = text().slice(0, 4);
    expect(postings.find(words, 20), words.join(" ")).toEqual(rank(texts, words, 20));
  }
  for (const bundle of bundles) postings.drop(bundle);
  expect(postings.find(["w1", "w2"], 20)).toEqual([]);
});

test("a word that stands nowhere any more is forgotten, and its room is another's", () => {
  const places = keepPlaces();
  const numbers = places.put(0, turnTexts([["otter", "otter"]]));
  places.put(1, turnTexts([["lamp"]]));
  const [list, bytes] = [places.of("otter"), places.bytes()];
  places.drop(numbers, 0, 1);
  expect([...places.of("otter"), ...list]).toEqual([0]);
  expect(places.put(2, turnTexts([["heron"]]))).toEqual(numbers);
  expect(Array.from(places.of("heron"), slotOf)).toEqual([2]);
  expect(places.bytes()).toBe(bytes);
});

test("the best of many are those that sorting all would give", () => {
  const scores = Array.from({ length: 1000 }, () => draw(50));
  const best = pickBest(100);
  scores.forEach((score, slot) => best.offer(slot, score));
  const sorted = scores
    .map((score, slot) => ({ score, slot }))
    .toSorted((a, b) => b.score - a.score || a.slot - b.slot);
  expect(best.take()).toEqual(sorted.slice(0, 100).map(({ slot }) => slot));
});
