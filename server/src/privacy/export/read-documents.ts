import { documentColumns, keyColumns } from "../catalogue.ts";
import type { ExportedTable } from "./choose-columns.ts";
import { readOne, readRows } from "./read-rows.ts";
import type { StoredFile } from "./read-stored.ts";
import type { Archive } from "./write-archive.ts";

const endings: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/png": "png",
  "image/jpeg": "jpg",
};

/** Documents that lie in a cell of the subject's rows. Each is opened when the archive comes to it: one is in memory. */
export async function* readDocuments(archive: Archive, exported: ExportedTable): AsyncGenerator<StoredFile> {
  const { means, catalogue, about } = archive;
  const { table } = exported;
  const keys = keyColumns(table);
  for (const column of documentColumns(table)) {
    const [type, id] = [table.columns[column]!.info.document!, table.key.at(-1)!];
    for await (const row of readRows(means, catalogue, about.subject, { ...exported, columns: [...keys, type] }))
      yield {
        path: `files/${String(row[id])}/${column}.${endings[String(row[type])] ?? "bin"}`,
        open: () =>
          openDocument(archive, { ...exported, columns: [column] }, { key: keys.map((name) => row[name]), column }),
      };
  }
}

/** Nothing, where the row went since the archive was begun. */
async function* openDocument(
  { means, catalogue, about }: Archive,
  exported: ExportedTable,
  { key, column }: { key: unknown[]; column: string },
): AsyncGenerator<Uint8Array> {
  const row = await readOne(means, catalogue, about.subject, exported, key);
  if (row) yield Buffer.from(String(row[column]), "base64");
}
