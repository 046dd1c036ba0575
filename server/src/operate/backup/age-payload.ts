import { createCipheriv, createDecipheriv } from "node:crypto";

const cipher = "chacha20-poly1305";
const chunkBytes = 64 * 1024;
const authTagLength = 16;
const nonceBytes = 12;
/** Eleven bytes count, big-endian, of which the last four last for 256 TiB; the twelfth marks the last chunk. */
const counterAt = nonceBytes - 5;

/**
 * age's payload: chunks of 64 KiB, each under a nonce that counts and marks the last one. By the platform's cipher: the
 * library's own, in JavaScript, has a tenth of its speed and was most of a backup's time.
 * @see https://age-encryption.org/v1
 */
export async function* sealPayload(key: Uint8Array, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const nonces = countNonces();
  yield* inChunks(source, chunkBytes, (chunk, isLast) => {
    const sealing = createCipheriv(cipher, key, nonces.next(isLast), { authTagLength });
    return [sealing.update(chunk), sealing.final(), sealing.getAuthTag()];
  });
}

/** @throws where a chunk is not what was sealed, or the last one is missing */
export async function* openPayload(key: Uint8Array, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const nonces = countNonces();
  yield* inChunks(source, chunkBytes + authTagLength, (chunk, isLast) => {
    if (chunk.length < authTagLength) throw new Error("the payload is cut off");
    const opening = createDecipheriv(cipher, key, nonces.next(isLast), { authTagLength });
    opening.setAuthTag(chunk.subarray(-authTagLength));
    return [opening.update(chunk.subarray(0, -authTagLength)), opening.final()];
  });
}

/** Hands over chunks of a size; the last, and only it, may be smaller. What came together leaves together. */
async function* inChunks(
  source: AsyncIterable<Uint8Array>,
  size: number,
  change: (chunk: Buffer, isLast: boolean) => Buffer[],
): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of source) {
    const whole =
      rest.length > 0 ? Buffer.concat([rest, piece]) : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const changed: Buffer[] = [];
    let at = 0;
    for (; whole.length - at > size; at += size) changed.push(...change(whole.subarray(at, at + size), false));
    rest = whole.subarray(at);
    if (changed.length > 0) yield Buffer.concat(changed);
  }
  yield Buffer.concat(change(rest, true));
}

function countNonces() {
  let count = 0;
  return {
    next(isLast: boolean): Buffer {
      const nonce = Buffer.alloc(nonceBytes);
      nonce.writeUInt32BE(count, counterAt);
      nonce.writeUInt8(isLast ? 1 : 0, nonceBytes - 1);
      count += 1;
      return nonce;
    },
  };
}
