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
import { Readable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress } from "node:zlib";
import type { Keyring } from "../../framework/keys/keyring.ts";
import { type Dump, dumpDatabase } from "./dump-database.ts";
import { backupErrors } from "./errors.ts";
import type { Manifest } from "./manifest.ts";
import { checkBackup } from "./check-backup.ts";
import { stepBytes } from "./open-backup.ts";
import { type Seal, sealAge } from "./seal-age.ts";

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
    const squeezed = createZstdCompress({
      chunkSize: stepBytes,
      params: { [constants.ZSTD_c_compressionLevel]: 1 },
    });
    const seal = await sealAge(recipients);
    const { bytes, sha256 } = await store({ plain, squeezed, seal }, aside);
    if ((await readAgain(aside, identities, dump.keyring)) !== sha256)
      throw backupErrors.unreadable({ detail: "it does not read back as written" });
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

type Steps = { plain: Readable; squeezed: Transform; seal: Seal };

async function store({ plain, squeezed, seal }: Steps, path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  const count = async function* (chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  try {
    await pipeline(plain, squeezed, seal, count, createWriteStream(path, { flags: "w", mode: 0o600 }));
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (!syscall) throw error;
    throw backupErrors.folder_unusable({ folder: dirname(path), detail: code ?? "failed" });
  }
  flush(path);
  return { bytes, sha256: hash.digest("hex") };
}

/** The file's hash, from the disk; with an identity the same pass checks every row and the signature. */
async function readAgain(path: string, identities: readonly string[] | undefined, keyring: Keyring): Promise<string> {
  const hash = createHash("sha256");
  const look = (bytes: Buffer) => void hash.update(bytes);
  if (identities) await checkBackup(path, { identities, keyring, look });
  else for await (const bytes of createReadStream(path)) look(bytes as Buffer);
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
