import { parse } from "csv-parse/sync";
import type { Parsed } from "./fail-reading.ts";

/** One block for each row, every value after the name of its column: a row makes sense by itself. */
export function parseCsv(text: string): Parsed {
  const delimiter = [",", ";", "\t"].toSorted((a, b) => countOf(text, b) - countOf(text, a))[0]!;
  const rows: string[][] = parse(text, { delimiter, relax_column_count: true, relax_quotes: true, bom: true });
  const [names = [], ...others] = rows;
  const blocks = others.flatMap((row) => {
    const said = row.flatMap((value, at) =>
      value.trim() === "" ? [] : [`${names[at] || `Column ${at + 1}`}: ${value}`],
    );
    return said.length === 0 ? [] : [{ text: said.join("\n") }];
  });
  return { blocks: blocks.length > 0 ? blocks : names.map((name) => ({ text: name })) };
}

const countOf = (text: string, delimiter: string) => (text.split("\n", 1)[0] ?? "").split(delimiter).length;
