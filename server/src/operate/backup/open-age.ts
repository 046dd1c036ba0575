import { Decrypter } from "age-encryption";
import { openPayload } from "./age-payload.ts";
import { backupErrors } from "./errors.ts";
import { payloadKey } from "./seal-age.ts";

const nonceBytes = 16;
/** Some hundred recipients: nobody's header is longer, and what is no age file is not searched for one. */
const headerBytesMax = 64 * 1024;

/**
 * What was sealed to one of these identities.
 * @throws backup.identity_missing, backup.not_for_this_identity, backup.unreadable; later, where the payload is not as it was sealed
 */
export async function openAge(
  identities: readonly string[],
  source: AsyncIterable<Uint8Array>,
): Promise<AsyncGenerator<Buffer>> {
  if (identities.length === 0) throw backupErrors.identity_missing();
  const pieces = source[Symbol.asyncIterator]();
  const { header, nonce, rest } = await readBeginning(pieces);
  return openPayload(payloadKey(await openHeader(identities, header), nonce), follow(rest, pieces));
}

async function openHeader(identities: readonly string[], header: Uint8Array): Promise<Uint8Array> {
  const decrypter = new Decrypter();
  for (const identity of identities) decrypter.addIdentity(identity);
  try {
    return await decrypter.decryptHeader(header);
  } catch (error) {
    if (/no identity matched/.test((error as Error).message)) throw backupErrors.not_for_this_identity();
    throw notAge();
  }
}

async function readBeginning(pieces: AsyncIterator<Uint8Array>) {
  let held = Buffer.alloc(0);
  for (;;) {
    const end = endOfHeader(held);
    if (end !== undefined && held.length >= end + nonceBytes) {
      const [header, nonce] = [held.subarray(0, end), held.subarray(end, end + nonceBytes)];
      return { header, nonce, rest: held.subarray(end + nonceBytes) };
    }
    const piece = held.length > headerBytesMax ? undefined : await pieces.next();
    if (!piece || piece.done) throw notAge();
    held = Buffer.concat([held, piece.value]);
  }
}

/** The header ends with the line of its code, the only one that begins with three dashes. */
function endOfHeader(bytes: Buffer): number | undefined {
  const line = bytes.indexOf("\n--- ");
  const end = line === -1 ? -1 : bytes.indexOf("\n", line + 1);
  return end === -1 ? undefined : end + 1;
}

async function* follow(first: Uint8Array, pieces: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) yield piece.value;
  } finally {
    await pieces.return?.();
  }
}

const notAge = () => backupErrors.unreadable({ detail: "it is not encrypted as a backup is" });
