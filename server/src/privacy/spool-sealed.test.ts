import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { expect, test } from "vitest";
import { collect } from "./testing/read-zip.ts";
import { spoolSealed } from "./spool-sealed.ts";

const canary = "Canaria Nightingale";
const bytes = Buffer.concat([randomBytes(100_000), Buffer.from(canary), randomBytes(100_000)]);

/** As a body comes: in pieces of any size. */
async function* inChunks(): AsyncGenerator<Uint8Array> {
  for (let at = 0, size = 1; at < bytes.length; at += size, size = (size * 7) % 9973)
    yield bytes.subarray(at, at + size);
}

/** What lies open by this process under such a name; links of files that are removed say so. */
const spools = () =>
  readdirSync("/proc/self/fd").flatMap((fd) => {
    try {
      const link = readlinkSync(`/proc/self/fd/${fd}`);
      return link.includes("avow-spool-") ? [{ link, stored: readFileSync(`/proc/self/fd/${fd}`) }] : [];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return []; // the one that listed them
      throw error;
    }
  });

test.each([
  [0, 200_019],
  [0, 1],
  [65_535, 65_537],
  [65_536, 131_072],
  [131_071, 200_019],
  [200_000, 200_019],
  [70_000, 70_000],
])("what came in chunks is read from %i to %i as it was", async (start, end) => {
  const spooled = await spoolSealed(inChunks());
  expect(spooled.size).toBe(bytes.length);
  const stream = spooled.reader.createReadStream({ start, end });
  expect((await collect(stream as AsyncIterable<Uint8Array>)).equals(bytes.subarray(start, end))).toBe(true);
  await spooled.close();
});

test("it lies sealed in a file without a name, which is gone with who closes it", async () => {
  const spooled = await spoolSealed(inChunks());
  const [spool, ...others] = spools();
  expect(others).toEqual([]);
  expect(spool?.link).toMatch(/\(deleted\)$/);
  expect(spool?.stored.length).toBeGreaterThan(bytes.length);
  expect(spool?.stored.includes(canary)).toBe(false);
  await spooled.close();
  expect(spools()).toEqual([]);
});

test("bytes that break off leave nothing open", async () => {
  // oxlint-disable-next-line require-yield -- it breaks off before anything came
  const broken = async function* (): AsyncGenerator<Uint8Array> {
    throw new Error("it broke off");
  };
  await expect(spoolSealed(broken())).rejects.toThrow("it broke off");
  expect(spools()).toEqual([]);
});
