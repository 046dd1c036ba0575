/** The heading of a table, and how its lines are written. */
export type Table = { cells: readonly string[]; delimiter: string; count: number };
