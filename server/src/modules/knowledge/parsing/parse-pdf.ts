import { getDocumentProxy } from "unpdf";
import { type Block, failReading, pagesMax, type Parsed } from "./fail-reading.ts";

/** The text layer, page by page; paragraphs end where a line stands further from the next than lines do. */
export async function parsePdf(bytes: Uint8Array): Promise<Parsed> {
  const document = await getDocumentProxy(bytes, { disableFontFace: true, verbosity: 0 });
  if (document.numPages > pagesMax) failReading("knowledge.too_large");
  const blocks: Block[] = [];
  for (let page = 1; page <= document.numPages; page++) {
    const opened = await document.getPage(page);
    const { items } = await opened.getTextContent();
    const lines = readLines(items as Item[]);
    blocks.push(...joinLines(lines).map((text) => ({ text, page })));
    opened.cleanup();
  }
  return { blocks, pages: document.numPages };
}

type Item = { str?: string; hasEOL?: boolean; height?: number; transform?: number[] };
type Line = { text: string; y: number; height: number };

function readLines(items: readonly Item[]): Line[] {
  const lines: Line[] = [];
  let line: Line | undefined;
  for (const { str = "", hasEOL = false, height = 0, transform } of items) {
    line ??= { text: "", y: transform?.[5] ?? 0, height };
    line.text += str;
    line.height = Math.max(line.height, height);
    if (!hasEOL) continue;
    lines.push(line);
    line = undefined;
  }
  if (line) lines.push(line);
  return lines.filter(({ text }) => text.trim() !== "");
}

/** More than one and a half times the height of the letters above it. */
const paragraphGap = 1.8;

function joinLines(lines: readonly Line[]): string[] {
  const paragraphs: string[] = [];
  let before: Line | undefined;
  for (const line of lines) {
    const isApart = !before || Math.abs(before.y - line.y) > paragraphGap * Math.max(before.height, 1);
    if (isApart) paragraphs.push(line.text.trim());
    else paragraphs.push(joinWords(paragraphs.pop() ?? "", line.text.trim()));
    before = line;
  }
  return paragraphs;
}

/** A word that was divided at the end of a line is one word again. */
const joinWords = (before: string, after: string): string =>
  /\p{L}-$/u.test(before) && /^\p{Ll}/u.test(after) ? before.slice(0, -1) + after : `${before} ${after}`;
