import type { Subject, Work } from "../../framework/context.ts";
import { acrossTenants } from "../../framework/tenant.ts";
import { type Catalogue, keyColumns } from "../catalogue.ts";
import type { ExportedTable } from "./choose-columns.ts";
import { type Row, rowOpener, sealedParts } from "./open-rows.ts";

export type ExportMeans = Pick<Work, "database" | "keys">;

type Read = { means: ExportMeans; catalogue: Catalogue; subject: Subject; exported: ExportedTable };
type Key = readonly unknown[];

const pageMax = 500;
/** Keys are found so many at a time: each time, all that the subject has in the table is gone through. */
const keysMax = 20_000;

/** A table's rows that belong to the subject, opened, in the order of their keys; a page is all that is in memory. */
export async function* readPages(
  means: ExportMeans,
  catalogue: Catalogue,
  subject: Subject,
  exported: ExportedTable,
): AsyncGenerator<Row[]> {
  const read = { means, catalogue, subject, exported };
  const open = rowOpener(catalogue, exported.table, subject, means.keys);
  for await (const rows of closedPages(read)) {
    const opened = await open(rows, exported.columns);
    if (opened.length > 0) yield opened.map((row) => pick(row, exported.columns));
  }
}

export async function* readRows(...read: Parameters<typeof readPages>): AsyncGenerator<Row> {
  for await (const page of readPages(...read)) yield* page;
}

/** How many rows the subject has in each table, all in one round trip. */
export function countRows(
  means: ExportMeans,
  subject: Subject,
  tables: readonly ExportedTable[],
): Promise<{ exported: ExportedTable; rows: number }[]> {
  return acrossTenants(means.database, "count what a subject has", (db) =>
    Promise.all(
      tables.map(async (exported) => {
        const { table, condition } = exported;
        const [found] = await db.query<{ rows: number }>(
          `select count(*)::int as rows from ${table.name} t where ${condition}`,
          valuesOf(subject, exported),
        );
        return { exported, rows: found!.rows };
      }),
    ),
  );
}

/**
 * A statement that looks for the next page by itself would go through all that the subject has for every page, or
 * through everybody else's rows in between. So it does for the first page only; then it looks for many keys at once.
 */
async function* closedPages(read: Read): AsyncGenerator<Row[]> {
  const names = keyColumns(read.exported.table);
  const first = await readFirst(read);
  if (first.length > 0) yield first;
  const last = first.at(-1);
  if (!last || first.length < pageMax) return;
  let after: Key = names.map((name) => last[name]);
  for (;;) {
    const keys = await findKeys(read, after);
    for (let start = 0; start < keys.length; start += pageMax)
      yield await readByKey(read, keys.slice(start, start + pageMax));
    if (keys.length < keysMax) return;
    after = keys.at(-1)!;
  }
}

/** What the subject has in the table, found by itself before it is put in order. */
function ownKeys({ exported: { table, condition } }: Read, further = ""): { own: string; order: string } {
  const names = keyColumns(table);
  const columns = names.map((name) => `t.${name}`).join(", ");
  return {
    own: `own as materialized (select ${columns} from ${table.name} t where ${condition} ${further})`,
    order: names.join(", "),
  };
}

function readFirst(read: Read): Promise<Row[]> {
  const { own, order } = ownKeys(read);
  const page = `page as (select * from own order by ${order} limit ${pageMax})`;
  return query(read, `with ${own}, ${page} ${selectPage(read)}`, []);
}

async function findKeys(read: Read, after: Key): Promise<Key[]> {
  const names = keyColumns(read.exported.table);
  const from = valuesOf(read.subject, read.exported).length;
  const places = names.map((_, i) => `$${from + i + 1}`);
  const { own, order } = ownKeys(read, `and (${names.map((name) => `t.${name}`).join(", ")}) > (${places.join(", ")})`);
  const rows = await query(read, `with ${own} select * from own order by ${order} limit ${keysMax}`, after);
  return rows.map((row) => names.map((name) => row[name]));
}

/** Whose they are is asked once more: a row may have changed hands since its key was found. */
function readByKey(read: Read, keys: readonly Key[]): Promise<Row[]> {
  const { table, condition } = read.exported;
  const names = keyColumns(table);
  const from = valuesOf(read.subject, read.exported).length;
  const arrays = names.map((name, i) => `$${from + i + 1}::${typeOf(table.columns[name]?.info.sql ?? "text")}[]`);
  const page = `page as materialized (select * from unnest(${arrays.join(", ")}) as page(${names.join(", ")}))`;
  return query(
    read,
    `with ${page} ${selectPage(read, `where ${condition}`)}`,
    names.map((_, i) => keys.map((key) => key[i])),
  );
}

const typeOf = (sql: string) => /^[a-z0-9 ]+(\(\d+\))?(?= collate|$)/.exec(sql)?.[0] ?? sql.split(" ")[0]!;

function selectPage({ catalogue, exported: { table, columns } }: Read, where = ""): string {
  const names = keyColumns(table);
  const sealed = sealedParts(catalogue, table);
  const selected = [...new Set([...names, ...columns])].map((name) => `t.${name}`);
  const on = names.map((name) => `t.${name} = page.${name}`).join(" and ");
  const order = names.map((name) => `t.${name}`).join(", ");
  return `select ${[...selected, ...sealed.columns].join(", ")}
    from page join ${table.name} t on ${on} ${sealed.joins} ${where} order by ${order}`;
}

function query({ means, subject, exported }: Read, sql: string, further: readonly unknown[]): Promise<Row[]> {
  return acrossTenants(means.database, "export what a subject has", (db) =>
    db.query<Row>(sql, [...valuesOf(subject, exported), ...further]),
  );
}

const valuesOf = ({ id }: Subject, { within }: ExportedTable): string[] => (within === undefined ? [id] : [id, within]);

const pick = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((name) => [name, row[name]]));
