import { type Block, charsMax, failReading, type Format, type Parsed } from "./fail-reading.ts";

/** Each parser is loaded only where it is needed. */
const parsers: Record<Format, (bytes: Uint8Array) => Promise<Parsed>> = {
  pdf: async (bytes) => (await import("./parse-pdf.ts")).parsePdf(bytes),
  docx: async (bytes) => (await import("./parse-docx.ts")).parseDocx(bytes),
  html: async (bytes) => (await import("./parse-html.ts")).parseHtml(decode(bytes)),
  markdown: async (bytes) => (await import("./parse-markdown.ts")).parseMarkdown(decode(bytes)),
  csv: async (bytes) => (await import("./parse-csv.ts")).parseCsv(decode(bytes)),
  text: async (bytes) => ({ blocks: splitParagraphs(decode(bytes)) }),
};

/** @throws Unreadable */
export async function parseBytes(format: Format, bytes: Uint8Array): Promise<Parsed> {
  const parsed = await parsers[format](bytes);
  const blocks = parsed.blocks.map(cleanBlock).filter(({ text }) => text.trim() !== "");
  if (blocks.length === 0) failReading("knowledge.no_text");
  if (blocks.reduce((chars, { text }) => chars + text.length, 0) > charsMax) failReading("knowledge.too_large");
  return { ...parsed, blocks };
}

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes).replaceAll("\r\n", "\n");

const splitParagraphs = (text: string): Block[] => text.split(/\n\s*\n/).map((part) => ({ text: part.trim() }));

/** Characters that no text has, and that neither JSON nor people read. */
const noText = /[^\P{Cc}\n\t]/gu;
const cleanBlock = (block: Block): Block => ({
  ...block,
  text: block.text.replace(noText, "").toWellFormed(),
  heading: block.heading?.replace(noText, "").toWellFormed().slice(0, 500),
});
