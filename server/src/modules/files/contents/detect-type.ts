import { fileTypeFromBuffer } from "file-type";

/** So much of the beginning tells what something is. */
export const headBytes = 4100;

const unknownType = "application/octet-stream";

/** What content is by its first bytes: magic numbers, else text if it reads as UTF-8. What it claims to be counts nothing. */
export async function detectType(head: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(head);
  if (found) return found.mime;
  return head.length > 0 && isText(head) ? "text/plain" : unknownType;
}

function isText(head: Uint8Array): boolean {
  if (head.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true }); // the last character may be cut
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Types that no browser runs anything of. */
const harmless = /^(?:image\/(?:png|jpeg|gif|webp|avif)|audio\/[\w.+-]+|video\/[\w.+-]+|application\/pdf|text\/plain)$/;

/** The type to say when giving content out: what could carry a script is bytes. */
export function servedType(type: string): string {
  if (!harmless.test(type)) return unknownType;
  return type === "text/plain" ? "text/plain; charset=utf-8" : type;
}
