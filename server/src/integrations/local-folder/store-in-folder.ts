import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { checkObjectName, ObjectMissing, type ObjectStore } from "../roles/object-store.ts";
import { clearSpool, noneYet, spool } from "../roles/spool.ts";

/**
 * Objects as files below a folder, in one of 256 folders by the first two characters of their name. One machine's disk:
 * processes on several machines need one they share, or S3.
 */
export function storeInFolder(folder: string): ObjectStore {
  const staging = join(folder, "staging");
  const objects = join(folder, "objects");
  const pathOf = (name: string) => join(objects, checkObjectName(name).slice(0, 2), name);
  return {
    async stage(chunks) {
      const { path } = await spool(staging, chunks);
      return {
        async publish(name) {
          const target = pathOf(name);
          await mkdir(dirname(target), { recursive: true, mode: 0o700 });
          await rename(path, target);
          await flushFolder(dirname(target));
        },
        discard: () => rm(path, { force: true }),
      };
    },
    async *read(name, { start, end }) {
      if (end <= start) return;
      try {
        yield* createReadStream(pathOf(name), { start, end: end - 1, highWaterMark: readBytes });
      } catch (error) {
        throw (error as NodeJS.ErrnoException).code === "ENOENT" ? new ObjectMissing(error) : error;
      }
    },
    remove: (name) => rm(pathOf(name), { force: true }),
    async *list() {
      for (const part of await readdir(objects).catch(noneYet))
        for (const name of await readdir(join(objects, part))) {
          const found = await stat(join(objects, part, name)).catch(() => undefined); // it was removed meanwhile
          if (found) yield { name, bytes: found.size, modifiedAt: found.mtime };
        }
    },
    clearStaged: (before) => clearSpool(staging, before),
  };
}

const readBytes = 512 * 1024;

/** A power cut must not take the name of an object that a row already relies on. */
async function flushFolder(folder: string): Promise<void> {
  const opened = await open(folder, "r");
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
