import { promisify } from "node:util";
import { type Entry, fromBuffer, type ZipFile } from "yauzl";
import { failReading } from "./fail-reading.ts";

const entriesMax = 5000;
const bytesMax = 100 * 1024 * 1024;

const open = promisify<Buffer, object, ZipFile>(fromBuffer as never);

/**
 * Unpacks every entry once and counts what comes out, whatever the archive says of itself, before anything is given to
 * a library that unpacks into memory.
 * @throws Unreadable for too much, and where `wanted` is not in it
 */
export async function checkArchive(buffer: Buffer, wanted: string): Promise<void> {
  const archive = await open(buffer, { lazyEntries: true, validateEntrySizes: true });
  let [entries, bytes, hasWanted] = [0, 0, false];
  for await (const entry of entriesOf(archive)) {
    if (++entries > entriesMax) failReading("knowledge.too_large");
    hasWanted ||= entry.fileName === wanted;
    const content = await promisify<Entry, NodeJS.ReadableStream>(archive.openReadStream.bind(archive) as never)(entry);
    for await (const piece of content) {
      bytes += piece.length;
      if (bytes > bytesMax) failReading("knowledge.too_large");
    }
  }
  if (!hasWanted) failReading("knowledge.unsupported");
}

async function* entriesOf(archive: ZipFile): AsyncGenerator<Entry> {
  while (true) {
    const next = await new Promise<Entry | undefined>((resolve, reject) => {
      archive.removeAllListeners();
      archive
        .once("entry", resolve)
        .once("end", () => resolve(undefined))
        .once("error", reject);
      archive.readEntry();
    });
    if (!next) return;
    yield next;
  }
}
