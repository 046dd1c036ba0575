import { stringify } from "csv-stringify";
import { Readable } from "node:stream";
import type { Row } from "./open-rows.ts";

/** A JSON array, one row to a line, as it comes. */
export async function* writeJson(rows: AsyncIterable<Row>): AsyncGenerator<string> {
  let lead = "[\n";
  for await (const row of rows) {
    yield lead + JSON.stringify(row);
    lead = ",\n";
  }
  yield lead === "[\n" ? "[]\n" : "\n]\n";
}

/**
 * The same rows as RFC 4180 text with a header, for spreadsheets: a cell that a spreadsheet would take for a formula
 * is led by an apostrophe. JSON has every value as it is.
 */
export function writeCsv(rows: AsyncIterable<Row>, columns: readonly string[]): Readable {
  const cells = stringify({
    header: true,
    columns: [...columns],
    record_delimiter: "windows",
    escape_formulas: true,
    bom: true,
    cast: {
      boolean: String,
      date: (value) => value.toISOString(),
      object: (value) => JSON.stringify(value),
    },
  });
  const source = Readable.from(rows);
  source.on("error", (error) => cells.destroy(error));
  return source.pipe(cells);
}
