import { createHash } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  fsyncSync,
  mkdirSync,
  openSync,
  closeSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, basename } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress } from "node:zlib";
import { encryptTo } from "./backup-identity.ts";
import { type Dump, dumpDatabase } from "./dump-database.ts";
import { backupErrors } from "./errors.ts";
import type { Manifest } from "./manifest.ts";
import { checkBackup } from "./check-backup.ts";

export type WrittenBackup = { file: string; bytes: number; sha256: string; manifest: Manifest };

type Writing = Dump & {
  file: string;
  /** age public keys, any of whose identities opens the file. */
  recipients: readonly string[];
  /** With one of them what was written is opened and checked row by row; without, by its hash alone. */
  identities?: readonly string[];
};

/**
 * Writes a backup beside its name and renames it when it is whole, on the disk, and read back as written.
 * The steps are joined by streams: memory stays the same whatever the size.
 * @throws backup.folder_unusable, backup.recipient_invalid, backup.unreadable when it does not read back
 */
export async function writeBackup({ file, recipients, identities, ...dump }: Writing): Promise<WrittenBackup> {
  const aside = `${file}.part`;
  prepareFolder(dirname(file));
  let manifest: Manifest | undefined;
  try {
    const plain = Readable.from(
      dumpDatabase(dump, (whole) => (manifest = whole)),
      { objectMode: false },
    );
    // What is sealed does not compress; the fastest level finds all there is in the rest.
    const squeezed = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } });
    const compressed = pipeline(plain, squeezed);
    compressed.catch(() => undefined); // told by the stream it ends
    const sealed = await encryptTo(recipients).encrypt(Readable.toWeb(squeezed));
    const { bytes, sha256 } = await store(Readable.fromWeb(sealed), aside);
    await compressed;
    if ((await hashFile(aside)) !== sha256)
      throw backupErrors.unreadable({ detail: "it does not read back as written" });
    if (identities) await checkBackup(aside, { identities, keyring: dump.keyring });
    renameSync(aside, file);
    writeFileSync(`${file}.sha256`, `${sha256}  ${basename(file)}\n`, { mode: 0o600, flush: true });
    flush(dirname(file));
    return { file, bytes, sha256, manifest: manifest! };
  } finally {
    rmSync(aside, { force: true });
  }
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw backupErrors.folder_unusable({ folder, detail: (error as NodeJS.ErrnoException).code ?? "failed" });
  }
}

async function store(source: Readable, path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  const count = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  try {
    await pipeline(source, count, createWriteStream(path, { flags: "w", mode: 0o600 }));
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (!syscall) throw error;
    throw backupErrors.folder_unusable({ folder: dirname(path), detail: code ?? "failed" });
  }
  flush(path);
  return { bytes, sha256: hash.digest("hex") };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
}

/** Neither a file nor its name is safe from a power cut before this. */
function flush(path: string): void {
  const opened = openSync(path, "r");
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}
