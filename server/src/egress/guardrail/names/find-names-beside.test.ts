import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { mergeHits } from "../merge-hits.ts";
import { findNamesBeside } from "./find-names-beside.ts";
import { nameDetectors } from "./name-detectors.ts";
import { type NamesThread, openNamesThread } from "./open-names-thread.ts";

const people = "Yesterday Angela Merkel met Barack Obama in Warsaw, at 221 Baker Street, London NW1 6XE.\n";
const plain = "Nothing in this sentence is about anybody, and it goes on for a while without a name.\n";
const died = join(import.meta.dirname, "fixtures/die-when-asked.ts");

/** Asks until the thread has begun. */
async function untilReady(thread: NamesThread): Promise<NamesThread> {
  while ((await thread.find("")) === undefined) await sleep(10);
  return thread;
}
const found = (text: string) =>
  mergeHits(nameDetectors.flatMap(({ detect }) => detect(text, { now: new Date(0) }))).map(
    ({ start, end, cls }) => `${cls} ${text.slice(start, end)}`,
  );

test("beside the event loop the same is found, once and where it is, however long the text is", async () => {
  const thread = await untilReady(openNamesThread());
  for (const text of [people.repeat(20), `${plain.repeat(94)}${people}${plain.repeat(200)}${people}`]) {
    const beside = await findNamesBeside(text, {}, thread);
    expect(beside!.map(({ start, end, cls }) => `${cls} ${text.slice(start, end)}`)).toEqual(found(text));
  }
});

test("only classes that somebody asked for come back", async () => {
  const thread = await untilReady(openNamesThread());
  const hits = await findNamesBeside(people.repeat(20), { wants: (cls) => cls === "address" }, thread);
  expect(new Set(hits!.map(({ cls }) => cls))).toEqual(new Set(["address"]));
});

test("a text is left to whoever asked while the thread begins, has enough to do, or is gone: none is taken for read", async () => {
  const starting = openNamesThread();
  expect(await findNamesBeside(people.repeat(20), {}, starting)).toBeUndefined();
  await untilReady(starting);
  const many = await Promise.all(Array.from({ length: 12 }, () => findNamesBeside(people.repeat(20), {}, starting)));
  expect(many.filter((hits) => hits === undefined).length).toBeGreaterThan(0);
  for (const hits of many) if (hits) expect(hits.length).toBeGreaterThan(20);
  const dying = openNamesThread(died);
  for (let n = 0; n < 40; n++) {
    expect(await findNamesBeside(people.repeat(20), {}, dying)).toBeUndefined();
    await sleep(20);
  }
});

test("whoever gave up waiting is told so", async () => {
  const thread = await untilReady(openNamesThread());
  const gone = new AbortController();
  const asked = findNamesBeside(people.repeat(200), { signal: gone.signal }, thread);
  gone.abort();
  await expect(asked).rejects.toThrow(/abort/i);
});
