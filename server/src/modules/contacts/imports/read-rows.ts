import { Readable } from "node:stream";
import { type CsvError, parse } from "csv-parse";
import { contactErrors } from "../errors.ts";

/** So many to one import: they are written in one transaction. */
export const importRowsMax = 2000;
export const importBytesMax = 2 * 1024 * 1024;
const recordCharactersMax = 20_000;
const headCharactersMax = 10_000;

/** One line of the file as it stands, by the names of its columns in small letters. */
export type RawRow = { line: number; cells: Record<string, string> };

/**
 * Reads CSV as it comes; no more of it is held than its rows.
 * @throws Refusal `contacts.import_unreadable`, `contacts.import_too_long`
 */
export async function readRows(bytes: AsyncIterable<Uint8Array>): Promise<{ columns: string[]; rows: RawRow[] }> {
  const text = decode(bytes);
  const { head, delimiter } = await peek(text);
  const parser = parse({
    delimiter,
    bom: true,
    columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: recordCharactersMax,
  });
  const source = Readable.from(joined(head, text));
  source.on("error", (error) => parser.destroy(error));
  const rows: RawRow[] = [];
  let columns: string[] = [];
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<Parsed>) {
      if (rows.length === importRowsMax) throw contactErrors.import_too_long({ limit: importRowsMax });
      columns = info.columns.map(({ name }) => name);
      rows.push({ line: info.lines, cells: record });
    }
  } catch (error) {
    throw isCsvError(error) ? contactErrors.import_unreadable({ reason: error.code.toLowerCase() }) : error;
  } finally {
    source.destroy();
  }
  return { columns, rows };
}

type Parsed = { record: Record<string, string>; info: { lines: number; columns: { name: string }[] } };

const isCsvError = (error: unknown): error is CsvError => error instanceof Error && "code" in error && isCsvCode(error);
const isCsvCode = ({ code }: { code?: unknown }) => typeof code === "string" && code.startsWith("CSV_");

async function* decode(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const read = (chunk?: Uint8Array) => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw contactErrors.import_unreadable({ reason: "not_utf_8" });
    }
  };
  for await (const chunk of bytes) yield storable(read(chunk));
  yield storable(read());
}

function storable(text: string): string {
  if (text.includes("\0")) throw contactErrors.import_unreadable({ reason: "unstorable_character" });
  return text;
}

/** What stands between the names of the columns: spreadsheets write what their country is used to. */
async function peek(text: AsyncGenerator<string, void>): Promise<{ head: string; delimiter: string }> {
  let head = "";
  while (!head.includes("\n") && head.length < headCharactersMax) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
  }
  const [names = ""] = head.split("\n");
  const count = (mark: string) => names.split(mark).length;
  const [delimiter = ","] = [",", ";", "\t"].toSorted((a, b) => count(b) - count(a));
  return { head, delimiter };
}

async function* joined(head: string, rest: AsyncGenerator<string, void>): AsyncGenerator<string, void> {
  yield head;
  yield* rest;
}
