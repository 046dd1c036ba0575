import { createHash, sign } from "node:crypto";
import type { Readable } from "node:stream";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { tables as allTables } from "../../app.ts";
import type { Keyring } from "../../framework/keys/keyring.ts";
import type { ObjectStore } from "../../modules/files/public.ts";
import { catalogueOf } from "../../privacy/catalogue.ts";
import { canonicalize } from "../../privacy/log/canonicalize-json.ts";
import { countObjects, dumpObjects } from "./dump-objects.ts";
import { writeJson, writeRows } from "./frames.ts";
import { listStoredObjects } from "./list-stored-objects.ts";
import { copySql, listStoredTables, type StoredTable } from "./list-stored-tables.ts";
import type { Contents, Header, Manifest, TableEnd, Trailer } from "./manifest.ts";

export type Dump = {
  /** Connected as a role that row-level security shows all rows; nothing else runs on it meanwhile. */
  client: pg.Client;
  keyring: Keyring;
  contents: Contents;
  /** Where the contents of files lie; nothing where they are left out. */
  objects?: ObjectStore | undefined;
  takenAt: Date;
  version: string;
};

const declared = catalogueOf(allTables);

/** COPY comes as the socket has it; it is gathered to this before it is framed. */
const pieceBytes = 256 * 1024;

/**
 * The whole database as bytes, all tables at one instant: what is committed while it runs is not in it. Holds no more
 * than a piece in memory, whatever the size.
 * @param done receives the manifest once everything has been handed over
 */
export async function* dumpDatabase(dump: Dump, done: (manifest: Manifest) => void): AsyncGenerator<Buffer> {
  const { client, contents } = dump;
  await client.query("begin isolation level repeatable read, read only");
  try {
    const header = await describe(dump);
    yield writeJson(header);
    const ends: TableEnd[] = [];
    const tables = await listStoredTables(client, contents);
    for (const table of tables) {
      yield writeJson({ table: table.name, columns: table.columns });
      for await (const pieces of readRows(client, table, (end) => ends.push(end))) yield writeRows(pieces);
      yield writeJson(ends.at(-1));
    }
    const objects = contents === "data" && dump.objects ? countObjects() : undefined;
    if (objects) {
      const named = listStoredObjects(client, declared, tables);
      yield* dumpObjects(dump.objects!, named, objects.add);
    }
    const sequences = contents === "keys" ? [] : await readSequences(client);
    const manifest = { header, tables: ends, objects: objects?.total() ?? null, sequences };
    yield writeJson(signManifest(manifest, dump.keyring));
    done(manifest);
  } finally {
    await client.query("rollback").catch(() => undefined); // the connection is gone, and the transaction with it
  }
}

async function describe({ client, contents, keyring, takenAt, version }: Dump): Promise<Header> {
  // The first statement takes the snapshot that all later ones see.
  const { rows } = await client.query<{ name: string }>("select name from schema_migrations order by name");
  const { rows: settings } = await client.query<{ server_version_num: string }>("show server_version_num");
  return {
    avow_backup: 1,
    contents,
    taken_at: takenAt.toISOString(),
    version,
    postgres: Number(settings[0]!.server_version_num),
    keyring_fingerprint: keyring.fingerprint,
    migrations: rows.map(({ name }) => name),
  };
}

/** One table's rows in COPY's binary form, some pieces at a time. @param done receives what there was of them */
export async function* readRows(
  client: pg.Client,
  table: StoredTable,
  done: (end: TableEnd) => void,
): AsyncGenerator<Buffer[]> {
  const copy = client.query(copyTo(copySql(table, "to stdout"))) as unknown as Readable & { rowCount: number };
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const pieces of gather(copy)) {
    for (const piece of pieces) {
      hash.update(piece);
      bytes += piece.length;
    }
    yield pieces;
  }
  done({ table: table.name, rows: copy.rowCount, bytes, sha256: hash.digest("hex") });
}

async function* gather(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    held.push(chunk);
    size += chunk.length;
    if (size < pieceBytes) continue;
    yield held;
    held = [];
    size = 0;
  }
  if (size > 0) yield held;
}

/** Numbers given after the snapshot may be among them: a gap is harmless, a number given twice is not. */
async function readSequences(client: pg.Client): Promise<Manifest["sequences"]> {
  const { rows } = await client.query<Manifest["sequences"][number]>(
    `select c.relname::text as table, a.attname::text as column, coalesce(pg_sequence_last_value(d.objid), 0)::text as last
     from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S'
     join pg_class c on c.oid = d.refobjid join pg_attribute a on a.attrelid = c.oid and a.attnum = d.refobjsubid
     where d.deptype = 'i' and d.classid = 'pg_class'::regclass and c.relnamespace = 'public'::regnamespace and c.relpersistence = 'p'
     order by 1, 2`,
  );
  return rows;
}

function signManifest(manifest: Manifest, { signing }: Keyring): Trailer {
  const signature = sign(null, Buffer.from(canonicalize(manifest)), signing.privateKey).toString("base64");
  return { manifest, key_id: signing.id, signature };
}
