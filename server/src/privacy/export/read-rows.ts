import type { Subject, Work } from "../../framework/context.ts";
import { acrossTenants } from "../../framework/tenant.ts";
import { type Catalogue, keyColumns } from "../catalogue.ts";
import type { ExportedTable } from "./choose-columns.ts";
import { type Row, rowOpener, sealedParts } from "./open-rows.ts";

export type ExportMeans = Pick<Work, "database" | "keys">;

const pageMax = 500;

/** A table's rows that belong to the subject, opened, in the order of their keys; a page is all that is in memory. */
export async function* readRows(
  means: ExportMeans,
  catalogue: Catalogue,
  subject: Subject,
  exported: ExportedTable,
): AsyncGenerator<Row> {
  const open = rowOpener(catalogue, exported.table, subject, means.keys);
  let after: readonly unknown[] | undefined;
  for (;;) {
    const rows: Row[] = await readPage(means, catalogue, subject, exported, after);
    for (const row of await open(rows, exported.columns)) yield pick(row, exported.columns);
    const last = rows.at(-1);
    if (!last || rows.length < pageMax) return;
    after = keyColumns(exported.table).map((name) => last[name]);
  }
}

export async function countRows(means: ExportMeans, subject: Subject, exported: ExportedTable): Promise<number> {
  const { table, condition } = exported;
  const [found] = await acrossTenants(means.database, "count what a subject has", (db) =>
    db.query<{ rows: number }>(
      `select count(*)::int as rows from ${table.name} t where ${condition}`,
      valuesOf(subject, exported),
    ),
  );
  return found?.rows ?? 0;
}

async function readPage(
  { database }: ExportMeans,
  catalogue: Catalogue,
  subject: Subject,
  exported: ExportedTable,
  after: readonly unknown[] | undefined,
): Promise<Row[]> {
  const { table, condition, columns } = exported;
  const values = valuesOf(subject, exported);
  const key = keyColumns(table).map((name) => `t.${name}`);
  const sealed = sealedParts(catalogue, table);
  const selected = [...new Set([...keyColumns(table), ...columns])].map((name) => `t.${name}`);
  const further = after
    ? `and (${key.join(", ")}) > (${key.map((_, i) => `$${values.length + i + 1}`).join(", ")})`
    : "";
  const sql = `select ${[...selected, ...sealed.columns].join(", ")} from ${table.name} t ${sealed.joins}
    where ${condition} ${further} order by ${key.join(", ")} limit ${pageMax}`;
  return acrossTenants(database, "export what a subject has", (db) =>
    db.query<Row>(sql, [...values, ...(after ?? [])]),
  );
}

const valuesOf = ({ id }: Subject, { within }: ExportedTable): string[] => (within === undefined ? [id] : [id, within]);

const pick = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((name) => [name, row[name]]));
