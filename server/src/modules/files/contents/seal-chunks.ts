import { createCipheriv, createDecipheriv, type DecipherGCM } from "node:crypto";
import { type DataKey, keyObjectOf } from "../../../framework/keys/sealing.ts";

/** Plaintext of one chunk. Each is sealed by itself, so that reading may begin anywhere. */
export const chunkBytes = 128 * 1024;
const tagBytes = 16;
const sealedChunkBytes = chunkBytes + tagBytes;

/** How many bytes this much content is when sealed. Nothing is one empty chunk. */
export const sealedSize = (bytes: number): number => bytes + chunkCount(bytes) * tagBytes;
const chunkCount = (bytes: number) => Math.max(1, Math.ceil(bytes / chunkBytes));

/**
 * The nonce of a chunk: its place and whether it is the last (the STREAM construction of Hoang, Reyhanitabar, Rogaway
 * and Vizár, 2015). A key seals one content only, so no nonce comes twice; a chunk moved, left out, or cut off at the
 * end opens nowhere.
 */
function nonceOf(index: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Seals content as it comes, AES-256-GCM chunk by chunk. `key` must never have sealed anything else. */
export async function* sealChunks(key: DataKey, content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const seal = (index: number, chunk: Buffer, isLast: boolean) => {
    const cipher = createCipheriv("aes-256-gcm", keyObjectOf(key), nonceOf(index, isLast));
    return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
  };
  let index = 0;
  let waiting: Buffer | undefined; // whether a chunk is the last is known when there is no next one
  for await (const chunk of inChunks(content)) {
    if (waiting) yield seal(index++, waiting, false);
    waiting = chunk;
  }
  yield seal(index, waiting ?? Buffer.alloc(0), true);
}

/** The same bytes in pieces of `chunkBytes`, the last one shorter. */
async function* inChunks(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let chunk = Buffer.allocUnsafe(chunkBytes);
  let filled = 0;
  for await (const piece of content) {
    for (let from = 0; from < piece.length; ) {
      const taken = Math.min(chunkBytes - filled, piece.length - from);
      chunk.set(piece.subarray(from, from + taken), filled);
      from += taken;
      filled += taken;
      if (filled === chunkBytes) {
        yield chunk;
        chunk = Buffer.allocUnsafe(chunkBytes);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield chunk.subarray(0, filled);
}

export type Range = { start: number; end: number };

/** Reads sealed bytes from `start` up to, but without, `end`. */
export type ReadSealed = (range: Range) => AsyncIterable<Uint8Array>;

/**
 * Opens content of `bytes` bytes, or the part of it in `range`, giving nothing that was not found whole.
 * @throws where a byte, a place or the end differs from when it was sealed
 */
export async function* openChunks(
  key: DataKey,
  bytes: number,
  read: ReadSealed,
  range: Range = { start: 0, end: bytes },
): AsyncGenerator<Buffer> {
  const last = chunkCount(bytes) - 1;
  const from = Math.floor(range.start / chunkBytes);
  const to = range.end <= range.start ? from : Math.floor((range.end - 1) / chunkBytes);
  const sealed = read({
    start: from * sealedChunkBytes,
    end: Math.min((to + 1) * sealedChunkBytes, sealedSize(bytes)),
  });
  let index = from;
  for await (const chunk of inSealedChunks(sealed)) {
    if (index > to) throw new Error("more is stored than was sealed");
    const opened = openChunk(key, index, index === last, chunk);
    const place = index * chunkBytes;
    yield opened.subarray(Math.max(0, range.start - place), Math.max(0, range.end - place));
    index++;
  }
  if (index !== to + 1) throw new Error("less is stored than was sealed");
}

function openChunk(key: DataKey, index: number, isLast: boolean, sealed: Buffer): Buffer {
  const decipher: DecipherGCM = createDecipheriv("aes-256-gcm", keyObjectOf(key), nonceOf(index, isLast));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  const opened = decipher.update(sealed.subarray(0, -tagBytes));
  decipher.final(); // gives no more bytes, and throws where the tag does not fit
  return opened;
}

async function* inSealedChunks(sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let pieces: Uint8Array[] = [];
  let held = 0;
  for await (const piece of sealed) {
    pieces.push(piece);
    held += piece.length;
    if (held < sealedChunkBytes) continue;
    const joined = Buffer.concat(pieces);
    let at = 0;
    for (; held - at >= sealedChunkBytes; at += sealedChunkBytes) yield joined.subarray(at, at + sealedChunkBytes);
    pieces = [joined.subarray(at)];
    held -= at;
  }
  if (held > 0) yield Buffer.concat(pieces);
}
