import { stringify } from "csv-stringify/sync";
import type { Row } from "./open-rows.ts";

/** Compression takes pieces, not rows: each costs a step to another thread and back. */
const pieceLength = 64 * 1024;

/** A JSON array, one row to a line, page by page. */
export async function* writeJson(pages: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  let piece = "";
  let lead = "[\n";
  for await (const page of pages) {
    for (const row of page) {
      piece += lead + JSON.stringify(row);
      lead = ",\n";
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = "";
    }
  }
  yield lead === "[\n" ? "[]\n" : `${piece}\n]\n`;
}

const few = 50;

/**
 * The same rows as RFC 4180 text with a header, for spreadsheets: a cell that a spreadsheet would take for a formula
 * is led by an apostrophe. JSON has every value as it is.
 */
export async function* writeCsv(
  pages: AsyncIterable<readonly Row[]>,
  columns: readonly string[],
): AsyncGenerator<string> {
  let piece = `\uFEFF${toCsv([], columns, true)}`;
  for await (const page of pages) {
    for (let start = 0; start < page.length; start += few) {
      piece += toCsv(page.slice(start, start + few), columns, false);
      if (piece.length < pieceLength) continue;
      yield piece;
      piece = "";
    }
  }
  yield piece;
}

const toCsv = (rows: readonly Row[], columns: readonly string[], header: boolean): string =>
  stringify([...rows], {
    header,
    columns: [...columns],
    record_delimiter: "windows",
    escape_formulas: true,
    cast: {
      boolean: String,
      date: (value) => value.toISOString(),
      object: (value) => JSON.stringify(value),
    },
  });
