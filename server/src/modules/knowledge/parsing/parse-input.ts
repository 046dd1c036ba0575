import { buffer } from "node:stream/consumers";
import { type Format, Unreadable } from "./fail-reading.ts";
import { parseBytes } from "./parse-bytes.ts";

/** What runs in a process of its own: `node parse-input.ts FORMAT`, a document in, its text out. */
export const parserProgram = import.meta.filename;

/** What a document says as JSON, or the code of why it says nothing. What a parser complains of quotes the document: it stays here. */
export async function parseInput(format: Format, content: AsyncIterable<Uint8Array>): Promise<string> {
  try {
    return JSON.stringify(await parseBytes(format, new Uint8Array(await buffer(content))));
  } catch (error) {
    return JSON.stringify({ code: error instanceof Unreadable ? error.code : "knowledge.damaged" });
  }
}

if (import.meta.main) {
  for (const way of ["log", "info", "warn", "error", "debug"] as const) console[way] = () => undefined;
  process.stdout.end(await parseInput(process.argv[2] as Format, process.stdin));
}
