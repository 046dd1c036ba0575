import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeObjectStore, readAll } from "../roles/object-store.contract.ts";
import { storeInFolder } from "./store-in-folder.ts";

const newFolder = () => mkdtemp(join(tmpdir(), "avow-objects-"));

describeObjectStore("a local folder", async () => {
  const folder = await newFolder();
  return {
    store: storeInFolder(folder),
    countStaged: async () => (await readdir(join(folder, "staging"))).length,
    close: () => rm(folder, { recursive: true }),
  };
});

test("a store nobody has put anything into lists nothing, and its files are for this account alone", async () => {
  const folder = await newFolder();
  const store = storeInFolder(join(folder, "new"));
  for await (const found of store.list()) expect.unreachable(found.name);
  await store.clearStaged(new Date());
  async function* bytes() {
    yield Buffer.from("sealed");
  }
  const name = "0123456789abcdef";
  await (await store.stage(bytes())).publish(name);
  expect((await readAll(store.read(name, { start: 0, end: 6 }))).toString()).toBe("sealed");
  expect((await stat(join(folder, "new/objects/01", name))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, "new/objects"))).mode & 0o777).toBe(0o700);
  await rm(folder, { recursive: true });
});
