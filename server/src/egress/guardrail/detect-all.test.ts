import fc from "fast-check";
import { expect, test } from "vitest";
import { emails } from "./contact/find-emails.ts";
import { numbers } from "./numbers/find-numbers.ts";
import { detectAll } from "./detect-all.ts";
import type { Detector, Hit } from "./detector.ts";
import { mergeHits } from "./merge-hits.ts";

const of = { now: new Date("2026-11-21T12:00:00Z") };
const hit = (start: number, end: number, score = 0.5): Hit => ({ start, end, cls: "term", rule: "term", score });

test("of two hits on the same text the longer stays, and of two as long the surer", () => {
  expect(mergeHits([hit(0, 4), hit(2, 3)])).toEqual([hit(0, 4)]);
  expect(mergeHits([hit(0, 4, 0.4), hit(0, 4, 0.9)])).toEqual([hit(0, 4, 0.9)]);
});

test("a form tells more than the tagger, and an address of the web is not cut by a name in it", () => {
  const hitOf = (start: number, end: number, cls: Hit["cls"], rule: string): Hit => ({
    start,
    end,
    cls,
    rule,
    score: 0.5,
  });
  const plate = hitOf(4, 8, "plate", "plate");
  expect(mergeHits([hitOf(0, 10, "person", "name.person"), plate])).toEqual([
    hitOf(0, 4, "person", "name.person"),
    plate,
    hitOf(8, 10, "person", "name.person"),
  ]);
  const url = hitOf(0, 20, "url", "url");
  expect(mergeHits([url, hitOf(0, 6, "organization", "name.organization"), hitOf(8, 12, "ip", "ip.v4")])).toEqual([
    url,
  ]);
  const known = hitOf(8, 12, "person", "known.name");
  expect(mergeHits([url, known])).toEqual([hitOf(0, 8, "url", "url"), known, hitOf(12, 20, "url", "url")]);
});

test("nothing that was found is left standing, however hits overlap", () => {
  const some = fc.array(
    fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 })).map(([start, length]) => hit(start, start + length)),
  );
  fc.assert(
    fc.property(some, (hits) => {
      const merged = mergeHits(hits);
      for (const [i, one] of merged.entries()) expect(one.start).toBeGreaterThanOrEqual(merged[i - 1]?.end ?? 0);
      const covers = (all: Hit[], at: number) => all.some(({ start, end }) => start <= at && at < end);
      for (let at = 0; at < 80; at++) expect(covers(merged, at)).toBe(covers(hits, at));
    }),
  );
});

test("what lies across slices is found whole, once, where it is", async () => {
  const address = "ada.lovelace@example.org";
  for (const filler of ["x ", "word, another word. ", "…\n", "1234 "]) {
    const text = `${filler.repeat(6000)}${address} ${filler.repeat(6000)}${address}`;
    const hits = await detectAll(text, [emails], of);
    expect(hits.map(({ start, end }) => text.slice(start, end))).toEqual([address, address]);
  }
});

test("a hit longer than a slice shows goes on to the end of its word", async () => {
  const words: Detector = {
    name: "words",
    detect: (text) => [...text.matchAll(/k\S+/g)].map(({ index, 0: word }) => hit(index, index + word.length)),
  };
  const text = `${"a ".repeat(20_000)}k${"z".repeat(100_000)} ${"a ".repeat(20_000)}`;
  const hits = await detectAll(text, [words], of);
  expect(hits).toEqual([hit(40_000, 140_001)]);
});

test("hits that hang together are settled together, wherever in a long text they stand", () => {
  for (let at = 16_370; at < 16_390; at++) {
    const chain = [hit(at, at + 6, 0.9), hit(at + 5, at + 15), hit(at + 14, at + 18, 0.9)];
    expect(mergeHits([hit(3, 5), ...chain, hit(40_000, 40_001)])).toEqual([
      hit(3, 5),
      hit(at, at + 5, 0.9),
      hit(at + 5, at + 15),
      hit(at + 15, at + 18, 0.9),
      hit(40_000, 40_001),
    ]);
  }
});

test("a class nobody asked for does not hide what it contains", async () => {
  const both: Detector = { name: "both", detect: () => [{ ...hit(0, 9), cls: "url" }, hit(3, 5)] };
  expect(await detectAll("a".repeat(9), [both], of, { wants: (cls) => cls !== "url" })).toEqual([hit(3, 5)]);
});

test("a table's heading counts for its last row, however long the table is", async () => {
  const rows = Array.from({ length: 3000 }, (_, n) => `${n};ada@example.org;X${1_000_000 + n};7`);
  const text = `id;mail;passport no;qty\n${rows.join("\n")}\n`;
  const hits = await detectAll(text, [numbers], of);
  expect(hits.filter(({ cls }) => cls === "passport")).toHaveLength(3000);
});

test("others have their turn between many short texts, as they have within a long one", async () => {
  let [turns, isOver] = [0, false];
  const count = () => {
    turns++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const began = performance.now();
  for (let n = 0; n < 3000; n++) await detectAll(`note ${n}: call 405-550-9555`, [emails, numbers], of);
  isOver = true;
  // Each turn is of about a millisecond, and of many more where something else has the processor.
  expect(turns).toBeGreaterThan((performance.now() - began) / 50);
});
