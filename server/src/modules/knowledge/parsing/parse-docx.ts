import mammoth from "mammoth";
import type { Parsed } from "./fail-reading.ts";
import { checkArchive } from "./check-archive.ts";
import { parseHtml } from "./parse-html.ts";

/** Headings and paragraphs of a Word document; pictures are left out, and nothing it names is fetched. */
export async function parseDocx(bytes: Uint8Array): Promise<Parsed> {
  const buffer = Buffer.from(bytes);
  await checkArchive(buffer, "word/document.xml");
  const convertImage = mammoth.images.imgElement(() => Promise.resolve({ src: "" }));
  const { value } = await mammoth.convertToHtml({ buffer }, { convertImage, externalFileAccess: false });
  return parseHtml(value);
}
