import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EpochStore } from "../framework/keys/epoch-store.ts";

/** `open` gives a second handle on the same place, as another process has. */
export type EpochStoreUnderTest = { open(): EpochStore; close(): Promise<void> };

const [one, two, three] = ["2026-03-01-aaaaaaaa", "2026-03-08-bbbbbbbb", "2026-03-15-cccccccc"] as const;

/** What every store of epoch keys promises. Each one's test calls this with a way to make one, empty. */
export function describeEpochStore(name: string, make: () => Promise<EpochStoreUnderTest>): void {
  describe(`${name} keeps the contract of a store of epoch keys`, () => {
    let it: EpochStoreUnderTest;
    let store: EpochStore;
    beforeAll(async () => {
      it = await make();
      store = it.open();
    }, 60_000);
    afterAll(() => it.close());
    const keyOf = async (id: string, from = store) =>
      (await from.read()).find((epoch) => epoch.id === id)?.key.toString("hex");

    test("an empty one has no keys, and one that is not there can be destroyed", async () => {
      expect(await store.read()).toEqual([]);
      await store.destroy(three);
    });

    test("a key is 256 bits, the same for every process, and another for another epoch", async () => {
      await store.make(one);
      await it.open().make(two);
      expect(await keyOf(one)).toMatch(/^[0-9a-f]{64}$/);
      expect(await keyOf(one, it.open())).toBe(await keyOf(one));
      expect(await keyOf(two)).not.toBe(await keyOf(one));
    });

    test("making it again, or at the same moment, leaves one key", async () => {
      const before = await keyOf(one);
      await Promise.all([store.make(one), it.open().make(one)]);
      expect(await keyOf(one)).toBe(before);
      const racing = "2026-03-02-dddddddd";
      const stores = Array.from({ length: 6 }, () => it.open());
      await Promise.all(stores.map((each) => each.make(racing)));
      const keys = await Promise.all(stores.map((each) => keyOf(racing, each)));
      expect(new Set(keys).size).toBe(1);
      await store.destroy(racing);
    });

    test("mending makes nothing anew", async () => {
      await store.mend([one, three]);
      expect(await keyOf(three)).toBeUndefined();
    });

    test("a destroyed key is gone for every process, may be destroyed again, and never comes back", async () => {
      const [before, other] = [await keyOf(one), await keyOf(two)];
      await Promise.all([store.destroy(one), it.open().destroy(one)]);
      expect(await keyOf(one, it.open())).toBeUndefined();
      expect(await keyOf(two)).toBe(other);
      await it
        .open()
        .make(one)
        .catch(() => undefined); // it may refuse
      expect(await keyOf(one)).not.toBe(before);
    });

    test("what is no name of an epoch is refused or finds nothing", async () => {
      for (const bad of ["../keyring", "x/y", ""])
        await expect(store.make(bad)).rejects.toThrow("that is no epoch's name");
    });
  });
}
