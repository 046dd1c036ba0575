import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newDataKey } from "../../../framework/keys/sealing.ts";
import { chunkBytes, openChunks, sealChunks, sealedSize } from "./seal-chunks.ts";

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

const key = newDataKey();
const seal = (bytes: Buffer, under = key) => collect(sealChunks(under, inPieces(bytes, 50_000)));
const open = (sealed: Buffer, bytes: number, range?: { start: number; end: number }, under = key) =>
  collect(openChunks(under, bytes, ({ start, end }) => inPieces(sealed.subarray(start, end), 99_999), range));

describe("content", () => {
  const sizes = [0, 1, chunkBytes - 1, chunkBytes, chunkBytes + 1, 3 * chunkBytes, 3 * chunkBytes + 77];

  test.each(sizes)("of %i bytes opens as it was sealed", async (size) => {
    const content = randomBytes(size);
    const sealed = await seal(content);
    expect(sealed.length).toBe(sealedSize(size));
    expect((await open(sealed, size)).equals(content)).toBe(true);
  });

  test("opens in any part, reading no more chunks than the part touches", async () => {
    const content = randomBytes(4 * chunkBytes + 5);
    const sealed = await seal(content);
    for (const [start, end] of [
      [0, 1],
      [chunkBytes - 1, chunkBytes + 1],
      [2 * chunkBytes, 3 * chunkBytes],
      [content.length - 1, content.length],
    ] as const) {
      let read = 0;
      const opened = openChunks(
        key,
        content.length,
        (range) => ((read = range.end - range.start), inPieces(sealed.subarray(range.start, range.end), 4096)),
        { start, end },
      );
      expect((await collect(opened)).equals(content.subarray(start, end))).toBe(true);
      expect(read).toBeLessThanOrEqual(2 * (chunkBytes + 16));
    }
  });
});

describe("a store that is not to be trusted", () => {
  const content = randomBytes(3 * chunkBytes);
  const sealedChunk = chunkBytes + 16;
  const chunkOf = (sealed: Buffer, index: number) => sealed.subarray(index * sealedChunk, (index + 1) * sealedChunk);

  test.each([
    [
      "flips a bit",
      (s: Buffer) => Buffer.concat([s.subarray(0, 9), Buffer.from([s[9]! ^ 1]), s.subarray(10)]),
      content.length,
    ],
    ["swaps two chunks", (s: Buffer) => Buffer.concat([chunkOf(s, 1), chunkOf(s, 0), chunkOf(s, 2)]), content.length],
    ["repeats a chunk", (s: Buffer) => Buffer.concat([chunkOf(s, 0), chunkOf(s, 0), chunkOf(s, 2)]), content.length],
    ["cuts the end off", (s: Buffer) => s.subarray(0, -1), content.length],
    ["leaves the last chunk out", (s: Buffer) => s.subarray(0, 2 * sealedChunk), content.length],
    [
      "leaves the last chunk out, and lies about the size",
      (s: Buffer) => s.subarray(0, 2 * sealedChunk),
      2 * chunkBytes,
    ],
    ["adds something", (s: Buffer) => Buffer.concat([s, s]), 6 * chunkBytes],
    ["has nothing", () => Buffer.alloc(0), content.length],
  ])("is found out when it %s", async (_, change, size) => {
    const changed = change(await seal(content));
    await expect(open(changed, size)).rejects.toThrow(/authenticate|stored than was sealed|tag/);
  });

  test("is found out when it gives other content of the same owner: every content has its own key", async () => {
    const sealed = await seal(content, newDataKey());
    await expect(open(sealed, content.length)).rejects.toThrow(/authenticate/);
  });
});
