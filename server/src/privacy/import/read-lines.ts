import { parseBody } from "../../framework/request/parse-input.ts";
import type { Row } from "../export/open-rows.ts";
import { ArchiveError } from "./archive-error.ts";

const lineBytesMax = 4 * 1024 * 1024;

/**
 * Rows of a table's JSON file, one to a line as `writeJson` has them, so that no file is in memory whole; `undefined`
 * for a line that is not a row.
 * @throws ArchiveError for a file that is no such array
 */
export async function* readLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Row | undefined> {
  let [isBegun, isEnded] = [false, false];
  for await (const line of inLines(bytes)) {
    const text = line.toString("latin1").trim();
    if (text === "" || text === "[]") {
      [isBegun, isEnded] = [isBegun || text === "[]", isEnded || text === "[]"];
      continue;
    }
    if (isEnded || (!isBegun && text !== "[")) throw new ArchiveError("damaged");
    if (text === "[") {
      if (isBegun) throw new ArchiveError("damaged");
      isBegun = true;
    } else if (text === "]") isEnded = true;
    else yield readRow(line, text.endsWith(","));
  }
  if (!isEnded) throw new ArchiveError("damaged");
}

function readRow(line: Buffer, hasComma: boolean): Row | undefined {
  try {
    return parseBody(hasComma ? line.subarray(0, line.lastIndexOf(",")) : line);
  } catch {
    return undefined; // counted and told as a line that is not a row
  }
}

async function* inLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const piece of bytes) {
    const held = rest.length > 0 ? Buffer.concat([rest, piece]) : Buffer.from(piece);
    let start = 0;
    for (let end = held.indexOf(10); end !== -1; end = held.indexOf(10, start)) {
      yield held.subarray(start, end);
      start = end + 1;
    }
    rest = held.subarray(start);
    if (rest.length > lineBytesMax) throw new ArchiveError("too_large");
  }
  if (rest.length > 0) yield rest;
}
