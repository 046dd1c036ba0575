import type { JobContext } from "../../../framework/jobs/jobs.ts";
import { type Block, type Format, parseDocumentPort, Unreadable } from "../../knowledge/public.ts";
import type { OpenAttachment } from "../keep/find-attachment.ts";

/** More than a model is told of one document. */
export const textCharsMax = 200_000;

/** Formats that are text as they are. */
const plainFormats: ReadonlySet<string> = new Set(["text", "markdown", "csv"]);

/** What a document says. What has to be parsed is parsed in a process of its own. @throws Unreadable */
export async function readDocument(
  ctx: JobContext,
  { row: { format } }: OpenAttachment,
  bytes: Buffer,
): Promise<{ text: string; pages: number | null }> {
  const { text, pages } = plainFormats.has(format!)
    ? { text: decode(bytes) }
    : await parse(ctx, format as Format, bytes);
  const clean = text.replace(noText, "").toWellFormed().trim();
  if (clean === "") throw new Unreadable("knowledge.no_text");
  return { text: clean.slice(0, textCharsMax).toWellFormed(), pages: pages ?? null };
}

const decode = (bytes: Buffer) => new TextDecoder().decode(bytes).replaceAll("\r\n", "\n");
/** Characters that no text has, and that neither JSON nor people read. */
const noText = /[^\P{Cc}\n\t]/gu;

async function parse(ctx: JobContext, format: Format, bytes: Buffer) {
  const parseDocument = ctx.port(parseDocumentPort);
  if (!parseDocument) throw new Error("this process reads no documents");
  const { blocks, pages } = await parseDocument(format, bytes, { signal: ctx.signal });
  return { text: joinBlocks(blocks), pages };
}

/** Each under its heading and its page, said where they change. */
function joinBlocks(blocks: readonly Block[]): string {
  let [heading, page]: [string | undefined, number | undefined] = [undefined, undefined];
  const parts: string[] = [];
  for (const block of blocks) {
    if (block.page !== undefined && block.page !== page) parts.push(`[Page ${block.page}]`);
    if (block.heading !== undefined && block.heading !== heading) parts.push(`# ${block.heading}`);
    [heading, page] = [block.heading, block.page];
    parts.push(block.text);
  }
  return parts.join("\n\n");
}
