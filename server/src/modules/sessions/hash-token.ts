import { createHash } from "node:crypto";

/** Only the hash of a token is at rest; 256 random bits need no slow hash. */
export const hashToken = (token: string): Buffer => createHash("sha256").update(token).digest();
