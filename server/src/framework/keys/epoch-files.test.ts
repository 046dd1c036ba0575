import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { describeEpochStore } from "../../testing/describe-epoch-store.ts";
import { copyEpochs, epochFiles, epochFolders, isEpochCopy } from "./epoch-files.ts";

describeEpochStore("A folder with two copies", async () => {
  const folder = mkdtempSync(join(tmpdir(), "avow-epochs-"));
  return {
    open: () => epochFiles(epochFolders(folder), () => undefined),
    close: async () => rmSync(folder, { recursive: true }),
  };
});

const id = "2026-03-01-aaaaaaaa";
let folder: string;
let places: [string, string];
const store = () => epochFiles(places, () => undefined);
const keys = async () => (await store().read()).map(({ key }) => key.toString("hex"));
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "avow-epochs-"));
  places = epochFolders(join(folder, "keys"), join(folder, "second"));
  await store().make(id);
});

test("a copy that is lost or damaged is made again from the other, for its owner only", async () => {
  const [first, second] = places.map((place) => join(place, `${id}.key`)) as [string, string];
  const before = readFileSync(first, "utf8");
  for (const [broken, damage] of [
    [first, () => rmSync(first)],
    [second, () => writeFileSync(second, before.replace(/^..../, "AAAA"))],
  ] as const) {
    damage();
    expect(new Set(await keys()).size).toBe(1);
    await store().mend([id]);
    expect(readFileSync(broken, "utf8")).toBe(before);
    expect(statSync(broken).mode & 0o777).toBe(0o600);
  }
});

test("where every copy is damaged no key is made in its place, and it counts as none", async () => {
  for (const place of places) writeFileSync(join(place, `${id}.key`), "x y");
  expect(await keys()).toEqual([]);
  await expect(store().make(id)).rejects.toThrow("damaged");
});

test("a copy by hand is brought up to date, and loses what was destroyed", async () => {
  const [from, to] = [join(folder, "keys"), join(folder, "by-hand")];
  copyEpochs(from, to);
  expect(isEpochCopy(from, to)).toBe(true);
  await store().make("2026-03-08-bbbbbbbb");
  expect(isEpochCopy(from, to)).toBe(false);
  await store().destroy(id);
  expect(copyEpochs(from, to)).toEqual([join(to, "epochs/2026-03-08-bbbbbbbb.key")]);
  expect(isEpochCopy(from, to)).toBe(true);
  expect(readdirSync(join(to, "epochs"))).toEqual(["2026-03-08-bbbbbbbb.key"]);
});

test("a key that was destroyed is not taken up again from a copy that was put back", async () => {
  const file = join(places[0], `${id}.key`);
  const kept = readFileSync(file);
  await store().destroy(id);
  writeFileSync(file, kept);
  await store().mend([id]);
  expect(readdirSync(places[1])).toEqual([`${id}.ended`]);
});
