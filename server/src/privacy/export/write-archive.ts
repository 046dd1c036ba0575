import { Readable } from "node:stream";
import { ZipFile } from "yazl";
import type { Deployment, Subject } from "../../framework/context.ts";
import type { Catalogue } from "../catalogue.ts";
import type { StoredObjects } from "../stored-objects.ts";
import { chooseExport, chooseWithin, type ExportedTable } from "./choose-columns.ts";
import { describeProcessing, describeSchema } from "./describe-processing.ts";
import type { Row } from "./open-rows.ts";
import { countRows, type ExportMeans, isThere, readPages } from "./read-rows.ts";
import { readDocuments } from "./read-documents.ts";
import { readStored } from "./read-stored.ts";
import { writeIndex } from "./write-index.ts";
import { writeCsv, writeJson } from "./write-tables.ts";

export type Archive = {
  /** Which export this is and when it was made: the one file that differs between two exports of the same data. */
  about: { export_id: string; subject: Subject; workspace_id?: string; made_at: string };
  means: ExportMeans & { deployment: Deployment };
  catalogue: Catalogue;
  objects: StoredObjects;
};

/** The same rows give the same bytes, so an entry's time is not that of the export. Zip has local times. */
const entryOptions = { mtime: new Date(2000, 0, 1), mode: 0o100644, forceDosTimestamp: true };

/** A zip of everything that belongs to a subject, written as it is read: what is in memory is a page of rows. */
export async function* writeArchive(archive: Archive): AsyncGenerator<Uint8Array> {
  const { about, catalogue, means } = archive;
  const { workspace_id } = about;
  const tables = workspace_id ? chooseWithin(catalogue, workspace_id) : chooseExport(catalogue, about.subject.kind);
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on("error", (error: Error) => output.destroy(error));

  const processing = describeProcessing(catalogue, about.subject.kind, means.deployment);
  const wasThere = await isThere(means, catalogue, about.subject);
  const counted = await countRows(means, about.subject, tables);
  const indexed = counted.map(({ exported: { table, because }, rows }) => ({
    name: table.name,
    rows,
    because,
  }));
  const texts: [string, string][] = [
    ["export.json", toJson(about)],
    ["index.html", writeIndex(indexed, processing)],
    ["processing.json", toJson(processing)],
    ["schema.json", toJson(describeSchema(tables))],
  ];
  for (const [path, text] of texts) zip.addBuffer(Buffer.from(text), path, entryOptions);
  for (const { exported, rows } of counted) addTable(zip, archive, exported, rows);
  for (const { exported, rows } of counted) if (rows > 0) await addFiles(zip, archive, exported);
  // Last, so that an archive that can be opened is whole.
  addLazily(zip, "README.txt", () => Readable.from(writeReadme(archive, wasThere)));
  zip.end();
  for await (const chunk of output) yield chunk as Uint8Array;
}

/** Rows are read when the zip comes to them: once for each format, so that neither waits in memory for the other. */
function addTable(zip: ZipFile, { about, means, catalogue }: Archive, exported: ExportedTable, rows: number): void {
  const pages = () => (rows > 0 ? readPages(means, catalogue, about.subject, exported) : noPages());
  const { name } = exported.table;
  addLazily(zip, `json/${name}.json`, () => Readable.from(writeJson(pages())));
  addLazily(zip, `csv/${name}.csv`, () => Readable.from(writeCsv(pages(), exported.columns)));
}

async function* noPages(): AsyncGenerator<Row[]> {}

/** @throws where the subject was erased meanwhile: what was read after that is missing, and nobody is to take it for all there was */
async function* writeReadme({ means, catalogue, about }: Archive, wasThere: boolean): AsyncGenerator<Buffer> {
  if (wasThere && !(await isThere(means, catalogue, about.subject)))
    throw new Error("the subject of an export was erased while it was written");
  yield Buffer.from(readme);
}

/** What lies in the object store for the table's rows, or as a document in them, each under its row's id. */
async function addFiles(zip: ZipFile, archive: Archive, exported: ExportedTable): Promise<void> {
  for (const read of [readStored, readDocuments])
    for await (const { path, open } of read(archive, exported)) addLazily(zip, path, () => Readable.from(open()));
}

function addLazily(zip: ZipFile, path: string, open: () => Readable): void {
  zip.addReadStreamLazy(path, entryOptions, (give) => {
    const stream = open();
    stream.on("error", (error) => zip.emit("error", error));
    give(null, stream);
  });
}

const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const readme = `This is everything that belongs to you here, and what it is used for.

index.html       what is in this archive, for reading
export.json      which export this is, and when it was made
processing.json  why each kind of data is kept, for how long, and who receives it
schema.json      JSON Schema of the files below
json/            one file for each kind of data: an array, one row to a line
files/           what was uploaded, each file in a folder named by its id
csv/             the same rows for spreadsheets: UTF-8, comma, header line. A cell that begins like a
                 formula is led by an apostrophe, so that opening the file runs nothing; take JSON for
                 the exact values.

Times are UTC. Ids are opaque; they are the same wherever they appear.
`;
