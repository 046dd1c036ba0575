import pg from "pg";
import { tables } from "../../../server/src/app.ts";
import { type Keyring, readKeyring } from "../../../server/src/framework/keys/keyring.ts";
import { cellContext, type DataKey, decrypt, unwrapKey } from "../../../server/src/framework/keys/sealing.ts";
import type { AnyTable } from "../../../server/src/framework/table.ts";
import { startEmbedded } from "../../../server/src/operate/embedded/start-embedded.ts";

type Row = Record<string, unknown>;
/** A sealed cell that some key still opens. */
export type OpenedCell = { table: string; column: string; text: string };
export type Dump = {
  /** Every row of every table as it is stored, and what PostgreSQL remembers of their values. */
  plain: string;
  /** Every sealed cell that any key opens which the database and the keyring still have. */
  opened: OpenedCell[];
  /** Sealed cells that no key opens. */
  unopened: number;
};

/** A fresh logical dump of a data folder, and what whoever holds the keyring can read in it. */
export async function dumpDatabase({
  dataFolder,
  keysFolder,
}: {
  dataFolder: string;
  keysFolder: string;
}): Promise<Dump> {
  return asSuperuser(dataFolder, (client) => dumpThrough(client, keysFolder));
}

/** The same of any database, by whoever may read all of it. */
export async function dumpThrough(client: pg.Client, keysFolder: string): Promise<Dump> {
  const named = await readNames(client);
  const texts: string[] = [];
  for (const name of named) {
    const { rows } = await client.query<{ row: string }>(`select to_jsonb(t)::text as row from ${name} t`);
    texts.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  const statistics = await client.query<{ row: string }>("select s::text as row from pg_stats s");
  return {
    plain: [...texts, ...statistics.rows.map(({ row }) => row)].join("\n"),
    ...(await openCells(client, readKeyring(keysFolder))),
  };
}

/** Writes what is in memory to the files, so that their bytes are what is stored. */
export async function flushDatabase(dataFolder: string): Promise<void> {
  await asSuperuser(dataFolder, (client) => client.query("checkpoint"));
}

/** Joins the database of a data folder, or starts it for as long as this takes. */
export async function asSuperuser<T>(dataDir: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const database = await startEmbedded({ dataDir });
  const url = Object.assign(new URL(database.superuserUrl), { pathname: new URL(database.url).pathname });
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
    await database.stop();
  }
}

async function readNames(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')
       and has_table_privilege(format('%I.%I', schemaname, tablename), 'select') order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** Tries every key on every cell: it does not matter whose the cell should be. */
async function openCells(client: pg.Client, keyring: Keyring): Promise<Pick<Dump, "opened" | "unopened">> {
  const rowsOf = new Map<AnyTable, Row[]>();
  for (const table of tables) rowsOf.set(table, (await client.query<Row>(`select * from ${table.name}`)).rows);
  const keys = findKeys(rowsOf, keyring);
  const opened: OpenedCell[] = [];
  let unopened = 0;
  for (const [table, rows] of rowsOf) {
    const sealed = Object.entries(table.columns).filter(([, { info }]) => info.seal);
    for (const [row, [column]] of rows.flatMap((one) => sealed.map((cell) => [one, cell] as const))) {
      if (row[column] === null) continue;
      const text = openWithAny(keys, (key) => decrypt(key, cellContext(table, column, row), row[column] as Buffer));
      if (text) opened.push({ table: table.name, column, text: text.toString() });
      else unopened++;
    }
  }
  return { opened, unopened };
}

/** Subjects' keys under the keyring, and the keys of objects under those. */
function findKeys(rowsOf: Map<AnyTable, Row[]>, keyring: Keyring): DataKey[] {
  const subjectKeys = [...rowsOf].find(([{ name }]) => name === "subject_keys")?.[1] ?? [];
  const epochs = keyring.epochs().map(({ key }) => ({ bytes: key }));
  // Tried with each epoch's key: what was wrapped under one that is destroyed opens with none.
  const keys = subjectKeys.flatMap(({ wrapped, subject_id, cls }) => {
    const context = `${String(subject_id)}|${String(cls)}`;
    return openWithAny(epochs, (epoch) => unwrapKey(epoch, context, wrapped as Buffer)) ?? [];
  });
  const objectKeys = [...rowsOf].flatMap(([table, rows]) => {
    const columns = Object.entries(table.columns).filter(([, { info }]) => info.objectKey);
    return rows.flatMap((row) =>
      columns.flatMap(([column]) => {
        const context = cellContext(table, column, row);
        return openWithAny(keys, (key) => unwrapKey(key, context, row[column] as Buffer)) ?? [];
      }),
    );
  });
  return [...keys, ...objectKeys];
}

/** AES-GCM refuses a wrong key with this message, and nothing else does. */
const refusal = /unable to authenticate/;

/** Tries all of them; the one that opened is tried first next time, as what lies together often has one key. */
function openWithAny<T>(keys: DataKey[], open: (key: DataKey) => T): T | undefined {
  for (const [at, key] of keys.entries()) {
    try {
      const opened = open(key);
      keys.unshift(...keys.splice(at, 1));
      return opened;
    } catch (error) {
      if (!(error instanceof Error && refusal.test(error.message))) throw error;
    }
  }
  return undefined;
}
