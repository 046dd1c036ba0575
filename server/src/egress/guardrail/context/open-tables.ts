import { openInserts } from "./open-inserts.ts";
import type { Table } from "./table.ts";

/** The heading of the column that a place in a text is in, where the text has a table there. */
export type Tables = {
  headingAt(at: number): string | undefined;
  /** The table that the line at this position goes on with, for reading a text from there. */
  tableAt(at: number): Table | undefined;
  /** No label is read across this place. */
  rowsFrom(): number;
};

const delimiters = ["|", "\t", ";", ","];
const quote = 34;
/** Of each of the first 128 characters, one more than its place among the delimiters; the mark of quotation; or zero. */
const kinds = new Uint8Array(128);
for (const [place, delimiter] of delimiters.entries()) kinds[delimiter.charCodeAt(0)] = place + 1;
kinds[quote] = delimiters.length + 1;
/** Longer lines are no tables that someone reads by their heading. */
const lineMax = 4000;

/** `quotes`: whether what stands in quotation marks is one cell. */
type Line = { start: number; end: number; delimiter: string; count: number; quotes: boolean };

/** Tables of lines, and of statements that name their columns. Asked in order. */
export function openTables(text: string, above?: Table): Tables {
  const lines = openLines(text, above);
  const inserts = openInserts(text, above);
  if (!inserts) return lines;
  return {
    rowsFrom: inserts.rowsFrom,
    tableAt: (at) => inserts.tableAt(at) ?? lines.tableAt(at),
    headingAt: (at) => inserts.columnAt(at) ?? lines.headingAt(at),
  };
}

/** Lines that follow each other with as many columns are a table; its first line is the heading. Asked in order. */
function openLines(text: string, above?: Table): Tables {
  let line: Line = { start: 0, end: -1, delimiter: above?.delimiter ?? "", count: above?.count ?? 0, quotes: true };
  let heading = above ? line : undefined;
  let cells = above?.cells ?? [];
  let [column, columnAt, isQuoted] = [0, 0, false];
  const advance = () => {
    const next = readLine(text, line.end + 1);
    const goesOn = next.count > 0 && next.count === line.count && next.delimiter === line.delimiter;
    if (!goesOn) heading = undefined;
    else if (!heading) {
      heading = line;
      cells = readCells(text.slice(line.start, line.end), line.delimiter);
    }
    line = next;
    [column, columnAt, isQuoted] = [0, next.start, false];
  };
  return {
    rowsFrom: () => (heading && heading.end > 0 && isHead(cells, line.delimiter) ? heading.end : 0),
    tableAt(at) {
      while (at > line.end && line.end < text.length) advance();
      return heading && line.start === at ? { cells, delimiter: line.delimiter, count: line.count } : undefined;
    },
    headingAt(at) {
      while (at > line.end && line.end < text.length) advance();
      if (!heading || at < columnAt) return undefined;
      for (; columnAt < at; columnAt++) {
        if (text[columnAt] === '"') isQuoted = !isQuoted && line.quotes;
        else if (text[columnAt] === line.delimiter && !isQuoted) column++;
      }
      const cell = cells[column];
      return cell !== undefined && /\p{L}{2}/u.test(cell) ? cell : undefined;
    },
  };
}

/** No sentence: after its commas a space stands. */
const isHead = (cells: readonly string[], delimiter: string) =>
  cells.length > 0 && (delimiter === "|" || cells.every((cell) => !cell.startsWith(" ")));

/** A heading names its columns in few words and no numbers; a first line that does not is a row like the others. */
function readCells(line: string, delimiter: string): readonly string[] {
  const cells = line.split(delimiter);
  return /\d{4}/.test(line) || cells.some((cell) => cell.length > 40) ? [] : cells;
}

function readLine(text: string, start: number): Line {
  const newline = text.indexOf("\n", start);
  const end = newline < 0 ? text.length : newline;
  const none = { start, end, delimiter: "", count: 0, quotes: false };
  if (end - start > lineMax) return none;
  const [all, outside] = [delimiters.map(() => 0), delimiters.map(() => 0)];
  let isQuoted = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? kinds[code]! : 0;
    if (kind === 0) continue;
    if (code === quote) {
      isQuoted = !isQuoted;
      continue;
    }
    all[kind - 1]!++;
    if (!isQuoted) outside[kind - 1]!++;
  }
  // An odd one is an inch, or a quotation that goes on: then none of them counts.
  const quotes = !isQuoted;
  const counts = quotes ? outside : all;
  const most = counts.findIndex((count) => count >= 2);
  return most < 0 ? none : { start, end, delimiter: delimiters[most]!, count: counts[most]!, quotes };
}
