import type { Table } from "./table.ts";

/** The columns that a statement of SQL names before its rows, for each value in them. */
export type Inserts = {
  /** Asked in order. */
  columnAt(at: number): string | undefined;
  /** Where the rows begin that were last asked about: what names the columns says nothing of the first value. */
  rowsFrom(): number;
  /** What goes on at the start of a row, for reading a text from there. */
  tableAt(at: number): Table | undefined;
};

/** `COPY … FROM stdin` has its rows in lines, with tabs between; `INSERT` has them in brackets. */
const head =
  /\b(?:(?:insert|replace)\s{1,9}(?:\w{1,9}\s{1,9})?into|copy)\s{1,9}[^\s(;]{1,128}\s{0,9}\(([^();]{1,1000})\)\s{1,9}(values|from\s{1,9}stdin;?)/gi;
const [inRows, inLines] = ["(", "\t("];

/** Nothing where a text has no such statement. */
export function openInserts(text: string, above?: Table): Inserts | undefined {
  const isAbove = above?.delimiter === inRows || above?.delimiter === inLines;
  const heads = Array.from(text.matchAll(head), ({ 0: whole, 1: columns = "", 2: word = "", index }) => ({
    at: index + whole.length,
    cells: columns.split(",").map((name) => name.replace(/["`'[\]]/g, "").trim()),
    delimiter: /^values$/i.test(word) ? inRows : inLines,
  }));
  if (heads.length === 0 && !isAbove) return undefined;
  let next = 0;
  let table: Table | undefined = isAbove ? above : undefined;
  let rowsFrom = 0;
  let [read, column, isQuoted, isInRow] = [0, 0, false, table?.delimiter === inLines];
  const begin = () => {
    const { at, cells, delimiter } = heads[next++]!;
    table = { cells, delimiter, count: cells.length };
    [read, column, isQuoted, isInRow] = [at, 0, false, false];
    rowsFrom = at;
  };
  const readLines = (sign: string) => {
    if (sign === "\n") [column, isInRow] = [0, true];
    else if (sign === "\t") column++;
    else if (sign === "\\" && column === 0 && text[read + 1] === ".") table = undefined;
  };
  const readRows = (sign: string) => {
    if (sign === "'") isQuoted = !isQuoted;
    if (isQuoted) return;
    if (sign === "(") [column, isInRow] = [isInRow ? column : 0, true];
    else if (sign === ")") isInRow = false;
    else if (sign === "," && isInRow) column++;
    else if (sign === ";" && !isInRow) table = undefined;
  };
  const readTo = (at: number) => {
    while (read < at) {
      if (heads[next] && heads[next]!.at <= at && (!table || heads[next]!.at <= read + 1)) begin();
      else if (!table) read = Math.min(at, heads[next]?.at ?? at);
      else {
        (table.delimiter === inRows ? readRows : readLines)(text[read]!);
        read++;
      }
    }
  };
  return {
    rowsFrom: () => rowsFrom,
    columnAt(at) {
      readTo(at);
      return table && isInRow ? table.cells[column] : undefined;
    },
    tableAt(at) {
      readTo(at);
      if (!table || isQuoted) return undefined;
      return table.delimiter === inLines || !isInRow ? table : undefined;
    },
  };
}
