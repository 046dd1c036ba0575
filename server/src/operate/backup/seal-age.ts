import { hkdfSync } from "node:crypto";
import { Encrypter } from "age-encryption";
import { sealPayload } from "./age-payload.ts";
import { backupErrors } from "./errors.ts";

const nonceBytes = 16;
const tagBytes = 16;

export type Seal = (source: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>;

/**
 * A file that `age` and its kin open: the header is the library's, the payload under its key is ours.
 * @throws backup.recipient_invalid
 */
export async function sealAge(recipients: readonly string[]): Promise<Seal> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    try {
      encrypter.addRecipient(recipient);
    } catch {
      throw backupErrors.recipient_invalid({ recipient: recipient.slice(0, 16) });
    }
  }
  let fileKey: Uint8Array | undefined;
  encrypter.addRecipient({ wrapFileKey: (key) => ((fileKey = key), []) });
  // An empty file is its header, the payload's nonce, and the tag of nothing.
  const beginning = (await encrypter.encrypt(new Uint8Array())).subarray(0, -tagBytes);
  const key = payloadKey(fileKey!, beginning.subarray(-nonceBytes));
  return async function* (source) {
    yield beginning;
    yield* sealPayload(key, source);
  };
}

export const payloadKey = (fileKey: Uint8Array, nonce: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", fileKey, nonce, "payload", 32));
