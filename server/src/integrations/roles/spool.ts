import { type Hash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** Bytes in a file of their own, flushed to the disk. */
export type Spooled = { path: string; bytes: number };

/** Writes bytes as they come to a new file of the folder. @throws what the source throws, leaving no file */
export async function spool(folder: string, chunks: AsyncIterable<Uint8Array>, hash?: Hash): Promise<Spooled> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  const file = await open(path, "wx", 0o600);
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      hash?.update(chunk);
      bytes += chunk.length;
      await file.write(chunk);
    }
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return { path, bytes };
}

/** Removes files of the folder that were last written before this instant. */
export async function clearSpool(folder: string, before: Date): Promise<void> {
  for (const name of await readdir(folder).catch(noneYet)) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined); // published or discarded meanwhile
    if (found && found.mtime < before) await rm(path, { force: true });
  }
}

/** A folder that nothing was written to is not there. @throws every other error */
export function noneYet(error: unknown): never[] {
  if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
  throw error;
}
