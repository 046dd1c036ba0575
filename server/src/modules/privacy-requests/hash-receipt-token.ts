import { createHash } from "node:crypto";

/** Only the hash of a token is at rest; 256 random bits need no slow hash. */
export const hashReceiptToken = (token: string): Buffer => createHash("sha256").update(token).digest();

/** Of the receipt of what a legal hold had kept: its holder has the token of the first one. */
export const hashAfterHold = (first: Buffer): Buffer =>
  createHash("sha256").update("avow receipt after hold|").update(first).digest();
