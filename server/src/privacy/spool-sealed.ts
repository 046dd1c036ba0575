import { type FileHandle, mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { RandomAccessReader } from "yauzl";
import { type DataKey, decrypt, encrypt, newDataKey } from "../framework/keys/sealing.ts";

export type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
/** Bytes that came once, to be read at any place. */
export type Spooled = { reader: RandomAccessReader; size: number; close(): Promise<void> };

const pieceBytes = 64 * 1024;
/** What sealing adds to each piece: version, nonce and tag. */
const addedBytes = 29;
const contextOf = (n: number) => `spool|${n}`;

/**
 * Lays bytes down as they come: they are not to be in memory whole, and a zip is read from its end. Each piece is sealed under
 * a key that only this process has, in a file that has lost its name before anything is in it: nobody else can open it,
 * and whatever ends this process removes it.
 */
export async function spoolSealed(bytes: Bytes): Promise<Spooled> {
  const [file, key] = [await openNameless(), newDataKey()];
  try {
    let [size, count] = [0, 0];
    for await (const piece of inPieces(bytes)) {
      await file.appendFile(encrypt(key, contextOf(count), piece));
      [size, count] = [size + piece.length, count + 1];
    }
    return { reader: new SealedReader(file, key), size, close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openNameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), "avow-spool-"));
  try {
    return await open(join(folder, "spooled"), "wx+", 0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The same bytes, each piece but the last as long as the others. */
async function* inPieces(bytes: Bytes): AsyncGenerator<Buffer> {
  let [held, length]: [Uint8Array[], number] = [[], 0];
  for await (const chunk of bytes) {
    held.push(chunk);
    length += chunk.length;
    if (length < pieceBytes) continue;
    const whole = Buffer.concat(held);
    const rest = whole.length % pieceBytes;
    for (let at = 0; at < whole.length - rest; at += pieceBytes) yield whole.subarray(at, at + pieceBytes);
    [held, length] = [[whole.subarray(whole.length - rest)], rest];
  }
  if (length > 0) yield Buffer.concat(held);
}

class SealedReader extends RandomAccessReader {
  readonly #file: FileHandle;
  readonly #key: DataKey;

  constructor(file: FileHandle, key: DataKey) {
    super();
    this.#file = file;
    this.#key = key;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#read(start, end), { objectMode: false });
  }

  /** @throws where the file was changed */
  async *#read(start: number, end: number): AsyncGenerator<Buffer> {
    const sealed = Buffer.alloc(pieceBytes + addedBytes);
    for (let n = Math.floor(start / pieceBytes); n * pieceBytes < end; n += 1) {
      const { bytesRead } = await this.#file.read(sealed, 0, sealed.length, n * sealed.length);
      const piece = decrypt(this.#key, contextOf(n), sealed.subarray(0, bytesRead));
      yield piece.subarray(Math.max(0, start - n * pieceBytes), end - n * pieceBytes);
    }
  }
}
