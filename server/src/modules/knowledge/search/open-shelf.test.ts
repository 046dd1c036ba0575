import { expect, test } from "vitest";
import { keepShelves } from "./keep-shelves.ts";
import { makeParts } from "./make-parts.ts";
import { openShelf } from "./open-shelf.ts";
import { packPart, unpackPart } from "./pack-part.ts";

test("what was put in its own place again and again is found as on the first day, and counts once", () => {
  const shelf = openShelf();
  for (let version = 0; version < 50; version++) {
    shelf.keep(new Map([["one", String(version)]]));
    shelf.put("one", String(version), [{ id: `one ${version}`, words: "a lamp in the harbour", vector: undefined }]);
  }
  expect(shelf.find({ words: "harbour lamps" }, 10).map(({ id }) => id)).toEqual(["one 49"]);
});

test("what is dropped leaves neither words nor places nor vectors behind, and others are found as if it had never been", () => {
  const [with_, without] = [openShelf(), openShelf()];
  const vector = Int8Array.from([120, -3, 0, 55]);
  const stays = [{ id: "stays", words: "a lamp by the sea", vector }];
  for (const one of [with_, without]) one.put("stays", "1", stays);
  const before = with_.bytes();
  with_.put("goes", "1", [{ id: "goes", words: "a zebra with a lamp and another lamp", vector }]);
  expect(with_.bytes()).toBeGreaterThan(before);
  expect(with_.keep(new Map([["stays", "1"]]))).toEqual([]);
  expect(with_.find({ words: "zebra" }, 10)).toEqual([]);
  for (const query of [{ words: "lamps" }, { words: "sea", vector }, { words: "", vector }])
    expect(with_.find(query, 10)).toEqual(without.find(query, 10));
});

test("what was made ready and packed is found as what is put on the shelf at once, in parts of any number", () => {
  const vector = (at: number) => Int8Array.from([at % 127, 3, -(at % 7), 40]);
  const all = Array.from({ length: 1201 }, (_, at) => ({
    id: `passage ${at}`,
    words: `Ein Buch über Häfen ${at % 40} ${at} ${at} 東京の大学`,
    vector: at % 3 === 0 ? undefined : vector(at),
  }));
  const [ready, plain] = [openShelf(), openShelf()];
  for (const [of, some] of [
    ["a", all.slice(0, 700)],
    ["b", all.slice(700)],
  ] as const) {
    plain.put(of, "1", some);
    const packed = JSON.stringify(makeParts(some).map(packPart));
    ready.putParts(of, "1", (JSON.parse(packed) as ReturnType<typeof packPart>[]).map(unpackPart));
  }
  const asked = ["häfen 17", "1200", "大学", "39 700"].map((words, at) => ({ words, vector: vector(at * 31) }));
  for (const query of asked) {
    const found = plain.find(query, 30);
    expect(found.length).toBeGreaterThan(5);
    expect(ready.find(query, 30)).toEqual(found);
  }
  for (const one of [plain, ready]) expect(one.keep(new Map([["b", "1"]]))).toEqual([]);
  for (const query of asked) expect(ready.find(query, 30)).toEqual(plain.find(query, 30));
  expect(ready.find({ words: "häfen", vector: vector(1) }, 100).every(({ id }) => Number(id.slice(8)) >= 700)).toBe(
    true,
  );
});

test("shelves that take more than there is room for make room at once, those not asked for longest first", async () => {
  const shelves = keepShelves({ bytesMax: 40_000 });
  const fill = (id: string) =>
    shelves.use(id, (shelf) => {
      const known = shelf.find({ words: "word1" }, 1).length > 0;
      const words = Array.from({ length: 90 }, (_, at) => `word${at}`).join(" ");
      if (!known) shelf.put("one", "1", [{ id, words, vector: undefined }]);
      return Promise.resolve(known);
    });
  expect(await fill("a")).toBe(false);
  expect(await fill("a")).toBe(true);
  expect([await fill("b"), await fill("a")]).toEqual([false, false]);
  expect([await fill("a"), await fill("b")]).toEqual([true, false]);
});
