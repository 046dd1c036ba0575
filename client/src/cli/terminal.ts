/** What a command may do with the terminal it was started from. */
export type Terminal = {
  /** A line of what was asked for. */
  out(line: string): void;
  /** A piece of it, without a line's end. */
  write(text: string): void;
  /** A line about it: progress, questions, failures. */
  say(line: string): void;
  /** Shows how far something is, over what was shown before; nothing where nobody looks on. */
  progress(text: string): void;
  /** Asks, and reads a line; `isSecret` does not show what is typed. */
  ask(question: string, isSecret?: boolean): Promise<string>;
  env: Record<string, string | undefined>;
  openFile(path: string): Promise<{ write(bytes: Uint8Array): Promise<void>; close(): Promise<void> }>;
};

/** What somebody else typed must not move the cursor, change colours, or pose as another line. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ");

/** Rows under their columns' names, as wide as the widest cell. */
export function formatTable(rows: readonly Record<string, unknown>[], columns: readonly string[]): string[] {
  const cells = rows.map((row) => columns.map((name) => printable(textOfCell(row[name]))));
  const heads = columns.map((name) => name.replaceAll("_", " ").toUpperCase());
  const widths = heads.map((head, i) => Math.max(head.length, ...cells.map((row) => row[i]!.length)));
  return [heads, ...cells].map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join("  ")
      .trimEnd(),
  );
}

function textOfCell(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
