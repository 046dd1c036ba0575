import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createZstdDecompress } from "node:zlib";
import { backupErrors } from "./errors.ts";
import { openAge } from "./open-age.ts";

/** So much at once passes from one step to the next. */
export const stepBytes = 256 * 1024;

/**
 * What a backup's file holds, decrypted and expanded as it is read.
 * @param look sees every byte of the file, as it lies on the disk
 * @throws the file's own error where it cannot be opened, and what `openAge` throws
 */
export async function openBackup(
  file: string,
  identities: readonly string[],
  look: (bytes: Buffer) => void = () => undefined,
): Promise<AsyncIterable<Uint8Array>> {
  const source = createReadStream(file, { highWaterMark: stepBytes });
  const opened = new Promise<void>((resolve, reject) => source.once("ready", resolve).once("error", reject));
  await opened;
  const plain = await openAge(identities, tap(source, look)).catch((error: unknown) => {
    source.destroy();
    throw error;
  });
  const expanded = createZstdDecompress({ chunkSize: stepBytes });
  pipeline(Readable.from(plain, { objectMode: false }), expanded).catch(() => undefined); // told by `expanded`
  return explained(expanded);
}

async function* tap(source: AsyncIterable<Buffer>, look: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const bytes of source) {
    look(bytes);
    yield bytes;
  }
}

/** A cut or changed file fails somewhere in decryption or decompression, in their words. */
async function* explained(source: Readable): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of source) yield chunk as Uint8Array;
  } catch {
    throw backupErrors.unreadable({ detail: "it was cut off or changed" });
  }
}
