import type { Subject } from "../../framework/context.ts";
import { cellContext, unwrapKey } from "../../framework/keys/sealing.ts";
import type { AnyTable } from "../../framework/table.ts";
import { keyColumns, storedColumns } from "../catalogue.ts";
import type { ExportedTable } from "./choose-columns.ts";
import { classKey, type Row } from "./open-rows.ts";
import { readRows } from "./read-rows.ts";
import type { Archive } from "./write-archive.ts";

/** A file of the archive: where it goes in it, and its bytes when they are asked for. */
export type StoredFile = { path: string; open(): AsyncIterable<Uint8Array> };

/** What lies in the object store for rows that belong to the subject, in the order of their keys. */
export async function* readStored(archive: Archive, exported: ExportedTable): AsyncGenerator<StoredFile> {
  const { means, catalogue, about } = archive;
  const { table } = exported;
  for (const column of storedColumns(table)) {
    const { name, bytes } = table.columns[column]!.info.stored!;
    const keyColumn = Object.entries(table.columns).find(([, { info }]) => info.objectKey)?.[0];
    if (!keyColumn) throw new Error(`${table.name} stores objects without a key for them`);
    const whose = holderOf(about.subject, table);
    const columns = [...keyColumns(table), column, keyColumn, name, bytes, ...(whose ? [whose] : [])];
    const condition = `${exported.condition} and t.${column} is not null`;
    for await (const row of readRows(means, catalogue, about.subject, { ...exported, condition, columns }))
      yield {
        path: `files/${String(row[table.key.at(-1)!])}/${toFileName(String(row[name]))}`,
        open: () => openRow(archive, exported, row, { column, keyColumn, bytes, whose }),
      };
  }
}

type Columns = { column: string; keyColumn: string; bytes: string; whose: string | undefined };

/** Which column names the user under whose key a contact's content lies: it was made for them in somebody else's conversation. */
const holderOf = ({ kind }: Subject, table: AnyTable): string | undefined =>
  kind === "contact" && table.spoken ? table.private : undefined;

async function* openRow(
  { means, about, objects }: Archive,
  { table }: ExportedTable,
  row: Row,
  { column, keyColumn, bytes, whose }: Columns,
): AsyncGenerator<Uint8Array> {
  const subject: Subject = whose ? { kind: "user", id: String(row[whose]) } : about.subject;
  const outer = await classKey(means.keys, subject, table);
  if (!outer) throw new Error(`${table.name} cannot be opened: its subject has no key of its class`);
  const key = unwrapKey(outer, cellContext(table, keyColumn, row), row[keyColumn] as Buffer);
  yield* objects.open(key, String(row[column]), Number(row[bytes]));
}

/** A name that every system takes as one file in the folder it is unpacked to. */
function toFileName(name: string): string {
  // oxlint-disable-next-line no-control-regex -- it looks for control characters
  const safe = name.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, "_").replace(/^\.+|[. ]+$/g, "_");
  return safe.slice(0, 120) || "file";
}
