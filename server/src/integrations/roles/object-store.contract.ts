import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ObjectMissing, type ObjectStore } from "./object-store.ts";

export type ObjectStoreUnderTest = {
  store: ObjectStore;
  /** How many staged leftovers there are. */
  countStaged(): Promise<number>;
  close(): Promise<void>;
};

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const newName = () => `${randomBytes(32).toString("hex")}-${randomBytes(8).toString("hex")}`;

export async function readAll(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

/** What every store of objects promises. Each one's test calls this with a way to make one, empty. */
export function describeObjectStore(name: string, make: () => Promise<ObjectStoreUnderTest>): void {
  describe(`${name} keeps the contract of an object store`, () => {
    let it: ObjectStoreUnderTest;
    beforeAll(async () => {
      it = await make();
    }, 60_000);
    afterAll(() => it.close());

    const put = async (bytes: Buffer, as = newName()) => {
      const staged = await it.store.stage(inPieces(bytes, 70_001));
      await staged.publish(as);
      return as;
    };
    const list = async () => {
      const found = new Map<string, number>();
      for await (const { name: one, bytes } of it.store.list()) found.set(one, bytes);
      return found;
    };

    test.each([0, 1, 65_536, 3_000_000])("what was put is read as it was, %i bytes of it", async (size) => {
      const bytes = randomBytes(size);
      const put1 = await put(bytes);
      expect((await readAll(it.store.read(put1, { start: 0, end: size }))).equals(bytes)).toBe(true);
      expect((await list()).get(put1)).toBe(size);
    });

    test("any part of it is read alone", async () => {
      const bytes = randomBytes(300_000);
      const named = await put(bytes);
      for (const [start, end] of [
        [0, 1],
        [99_999, 200_001],
        [299_999, 300_000],
        [5, 5],
      ] as const)
        expect((await readAll(it.store.read(named, { start, end }))).equals(bytes.subarray(start, end))).toBe(true);
    });

    test("what was never put, or was removed, is missing; removing it again is no error", async () => {
      const named = await put(Buffer.from("something"));
      await it.store.remove(named);
      await it.store.remove(named);
      const reading = readAll(it.store.read(named, { start: 0, end: 9 }));
      await expect(reading).rejects.toBeInstanceOf(ObjectMissing);
      expect((await list()).has(named)).toBe(false);
    });

    test("what is staged and not published is nowhere, and nothing of it stays", async () => {
      const before = await list();
      const staged = await it.store.stage(inPieces(Buffer.from("never published"), 4));
      expect(await list()).toEqual(before);
      await staged.discard();
      expect(await it.countStaged()).toBe(0);
    });

    test("a source that breaks off leaves nothing", async () => {
      async function* breaking(): AsyncGenerator<Uint8Array> {
        yield Buffer.from("half of it");
        await Promise.resolve();
        throw new Error("the client went away");
      }
      await expect(it.store.stage(breaking())).rejects.toThrow("the client went away");
      expect(await it.countStaged()).toBe(0);
    });

    test("what somebody staged and died over is cleared away once it is old, and not before", async () => {
      await it.store.stage(inPieces(Buffer.from("left behind"), 4));
      await it.store.clearStaged(new Date(0));
      expect(await it.countStaged()).toBe(1);
      await it.store.clearStaged(new Date("2100-01-01"));
      expect(await it.countStaged()).toBe(0);
    });

    test("a name that is a way out of the store is refused before anything is asked", async () => {
      for (const bad of ["../../etc/passwd", "a/b/c/d/e/f/g/h", "UPPERCASE", "short", "with space and more", ""]) {
        await expect(readAll(it.store.read(bad, { start: 0, end: 1 }))).rejects.toThrow("not the name of an object");
        await expect((async () => it.store.remove(bad))()).rejects.toThrow("not the name of an object");
      }
    });
  });
}
