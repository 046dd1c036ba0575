import type { Given } from "./command.ts";
import { formatTable, type Terminal } from "./terminal.ts";

/** Rows as a table for people, or as one JSON array for programs. */
export function showRows(
  terminal: Terminal,
  { json }: Given,
  rows: readonly Record<string, unknown>[],
  columns: readonly string[],
): void {
  if (json) return terminal.out(JSON.stringify(rows));
  if (rows.length === 0) return terminal.say("There is nothing here yet.");
  for (const line of formatTable(rows, columns)) terminal.out(line);
}

/** One thing: its fields under each other, or as JSON. */
export function showOne(terminal: Terminal, { json }: Given, row: Record<string, unknown>): void {
  if (json) return terminal.out(JSON.stringify(row));
  const fields = Object.entries(row).filter(([, value]) => value !== null && typeof value !== "object");
  for (const line of formatTable(
    fields.map(([field, value]) => ({ field, value })),
    ["field", "value"],
  ).slice(1))
    terminal.out(line);
}

/** All of a list into memory, at most so many. */
export async function collect<T>(rows: AsyncIterable<T>, most = 1000): Promise<T[]> {
  const taken: T[] = [];
  for await (const row of rows) {
    taken.push(row);
    if (taken.length >= most) break;
  }
  return taken;
}
