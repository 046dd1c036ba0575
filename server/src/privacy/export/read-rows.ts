import type { Subject, Work } from "../../framework/context.ts";
import { acrossTenants, type Db } from "../../framework/database/tenant.ts";
import { type Catalogue, keyColumns, rootOf } from "../catalogue.ts";
import type { ExportedTable } from "./choose-columns.ts";
import { spoolSealed, type Spooled } from "../spool-sealed.ts";
import { type Row, rowOpener, sealedParts } from "./open-rows.ts";

export type ExportMeans = Pick<Work, "database" | "keys">;

type Read = { means: ExportMeans; catalogue: Catalogue; subject: Subject; exported: ExportedTable };
/** What stands in its key columns, as PostgreSQL writes it or as the driver reads it. */
type Key = readonly unknown[];

const pageMax = 500;
/** So many keys come from the database at a time. */
const keysMax = 5000;

/**
 * A transaction of an export. Where few people have most of the rows, PostgreSQL takes everybody for one of them, and would
 * go through whole tables: whatever somebody has is found by an index.
 */
const inExport = <T>({ database }: ExportMeans, work: (db: Db) => Promise<T>): Promise<T> =>
  acrossTenants(database, "export what a subject has", async (db) => {
    await db.query("set local enable_seqscan = off");
    return work(db);
  });

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

type ReadArguments = Parameters<typeof readPages>;

export async function* readRows(...read: ReadArguments): AsyncGenerator<Row> {
  for await (const page of readPages(...read)) yield* page;
}

/** One of these rows, by its key; nothing, where it is not the subject's any more. */
export async function readOne(
  ...[means, catalogue, subject, exported, key]: [...ReadArguments, Key]
): Promise<Row | undefined> {
  const rows = await readByKey({ means, catalogue, subject, exported }, [key]);
  const [opened] = await rowOpener(catalogue, exported.table, subject, means.keys)(rows, exported.columns);
  return opened;
}

/** Whether nobody has begun to erase the subject. A legal hold that keeps its keys keeps its rows as well. */
export async function isThere(means: ExportMeans, catalogue: Catalogue, { kind, id }: Subject): Promise<boolean> {
  const [found] = await inExport(means, (db) =>
    db.query<{ is_there: boolean }>(
      `select exists (select from subject_keys where subject_id = $1 and cls = $2
         and (not has_ended or holds <> '{}')) as is_there`,
      [id, rootOf(catalogue, kind).keep.cls],
    ),
  );
  return found!.is_there;
}

/** How many rows the subject has in each table, all in one round trip. */
export function countRows(
  means: ExportMeans,
  subject: Subject,
  tables: readonly ExportedTable[],
): Promise<{ exported: ExportedTable; rows: number }[]> {
  return inExport(means, (db) =>
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
 * through everybody else's rows in between. So it does for the first page only; then all keys are looked for at once.
 */
async function* closedPages(read: Read): AsyncGenerator<Row[]> {
  const first = await readFirst(read);
  if (first.length > 0) yield first;
  const last = first.at(-1);
  if (!last || first.length < pageMax) return;
  const keys = await inExport(read.means, (db) => spoolSealed(findKeys(db, read, last)));
  try {
    for await (const page of inPages(linesOf(keys))) yield await readByKey(read, page);
  } finally {
    await keys.close();
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

/** The keys of all rows after `last`, in order: of each a line, a JSON array of what PostgreSQL writes of its columns. */
async function* findKeys(db: Db, read: Read, last: Row): AsyncGenerator<Buffer> {
  const names = keyColumns(read.exported.table);
  const values = [...valuesOf(read.subject, read.exported), ...names.map((name) => last[name])];
  const places = names.map((_, i) => `$${values.length - names.length + i + 1}`);
  const { own, order } = ownKeys(read, `and (${names.map((name) => `t.${name}`).join(", ")}) > (${places.join(", ")})`);
  const line = `json_build_array(${names.map((name) => `${name}::text`).join(", ")})::text as line`;
  await db.query(`declare keys_in_order cursor for with ${own} select ${line} from own order by ${order}`, values);
  for (;;) {
    const rows = await db.query<{ line: string }>(`fetch forward ${keysMax} from keys_in_order`);
    if (rows.length > 0) yield Buffer.from(rows.map((row) => `${row.line}\n`).join(""));
    if (rows.length < keysMax) return;
  }
}

async function* linesOf({ reader, size }: Spooled): AsyncGenerator<string> {
  let begun = "";
  for await (const piece of reader.createReadStream({ start: 0, end: size }).setEncoding("utf8")) {
    const lines = `${begun}${String(piece)}`.split("\n");
    begun = lines.pop()!;
    yield* lines;
  }
}

async function* inPages(lines: AsyncIterable<string>): AsyncGenerator<Key[]> {
  let page: Key[] = [];
  for await (const line of lines) {
    page.push(JSON.parse(line) as Key);
    if (page.length < pageMax) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
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

/**
 * The rows of a page's keys. What is asked of them besides is asked once they are found (`offset 0` keeps it out): while
 * PostgreSQL has no statistics of a table, it would go through all that the subject has for each key.
 */
function selectPage({ catalogue, exported: { table, columns } }: Read, where = ""): string {
  const names = keyColumns(table);
  const sealed = sealedParts(catalogue, table);
  const selected = [...new Set([...names, ...columns])].map((name) => `t.${name}`);
  const on = names.map((name) => `t.${name} = page.${name}`).join(" and ");
  const order = names.map((name) => `t.${name}`).join(", ");
  return `select ${[...selected, ...sealed.columns].join(", ")}
    from (select t.* from page join ${table.name} t on ${on} offset 0) t ${sealed.joins} ${where} order by ${order}`;
}

function query({ means, subject, exported }: Read, sql: string, further: readonly unknown[]): Promise<Row[]> {
  return inExport(means, (db) => db.query<Row>(sql, [...valuesOf(subject, exported), ...further]));
}

const valuesOf = ({ id }: Subject, { within }: ExportedTable): string[] => (within === undefined ? [id] : [id, within]);

const pick = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((name) => [name, row[name]]));
