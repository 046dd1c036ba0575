import { detectType } from "../../files/public.ts";
import { findFormat } from "../../knowledge/public.ts";

/** The kinds of pictures that models and browsers alike can read. */
const pictures: Readonly<Record<string, string>> = {
  "image/png": "png",
  "image/jpeg": "jpeg",
  "image/gif": "gif",
  "image/webp": "webp",
};
export const pictureFormats: ReadonlySet<string> = new Set(Object.values(pictures));

/** What content is, by its first bytes; nothing where nothing could be done with it. Of a text, its name says what kind. */
export async function findFormatOf(head: Buffer, name: string): Promise<string | undefined> {
  const type = await detectType(head);
  return pictures[type] ?? findFormat(type, name, head.toString("utf8", 0, 2000));
}
