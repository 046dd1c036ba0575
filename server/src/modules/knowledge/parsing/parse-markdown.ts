import { marked } from "marked";
import type { Block, Parsed } from "./fail-reading.ts";

/** Blocks as they are written, each under the heading it stands below. */
export function parseMarkdown(text: string): Parsed {
  const blocks: Block[] = [];
  let path: { depth: number; text: string }[] = [];
  for (const token of marked.lexer(text)) {
    if (token.type === "space" || token.type === "def") continue;
    if (token.type === "heading") {
      const { depth, text: said } = token as { depth: number; text: string };
      path = [...path.filter((above) => above.depth < depth), { depth, text: said }];
      continue;
    }
    const heading = path.map((above) => above.text).join(" › ") || undefined;
    blocks.push({ text: token.raw.trim(), heading });
  }
  return { blocks, title: path.length > 0 ? firstHeading(text) : undefined };
}

const firstHeading = (text: string) => /^#\s+(.{1,255})$/m.exec(text)?.[1];
