import { createHash } from "node:crypto";

/** SHA-256 in hex of the words somebody agreed to; nothing where nobody noted them. */
export const hashText = (text: string | null): string | null =>
  text === null ? null : createHash("sha256").update(text).digest("hex");
