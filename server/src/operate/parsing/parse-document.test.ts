import { expect, test } from "vitest";
import { parseDocument } from "./parse-document.ts";

const usual = { timeMs: 30_000, heapMiB: 256, residentMiB: 600, answerBytes: 1_000_000 };
const text = Buffer.from("Something to read");
const read = (limits: object, bytes: Buffer = text, signal?: AbortSignal) =>
  parseDocument({ ...usual, ...limits })("text", bytes, { signal });

test("what a document says comes out of a process of its own", async () => {
  expect(await read({})).toEqual({ blocks: [{ text: "Something to read" }] });
});

test.each([
  ["takes too long", { timeMs: 1 }, text],
  ["has a heap that swells", { heapMiB: 16 }, Buffer.from("word \n\n".repeat(4_000_000))],
  ["takes more memory than it may", { residentMiB: 20 }, Buffer.from("word ".repeat(8_000_000))],
  ["says more than is listened to", { answerBytes: 10 }, text],
])("a process that %s is killed", async (_, limits, bytes) => {
  await expect(read(limits, bytes)).rejects.toThrow("knowledge.too_heavy");
});

test("reading ends as soon as nobody waits for it", async () => {
  const stop = new AbortController();
  const reading = read({}, Buffer.from("word ".repeat(8_000_000)), stop.signal);
  stop.abort(new Error("nobody waits"));
  await expect(reading).rejects.toThrow("nobody waits");
});
