import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from "yauzl";
import * as z from "zod";
import { ArchiveError } from "./archive-error.ts";
import { type Bytes, spoolSealed, type Spooled } from "../spool-sealed.ts";

/** What an archive may be at the most. What is above that is imported table by table, through the API. */
export const archiveMax = {
  bytes: 64 * 1024 * 1024,
  unpackedBytes: 512 * 1024 * 1024,
  fileBytes: 100 * 1024 * 1024,
  entries: 20_000,
  /** Text compresses well; a bomb better. */
  ratio: 400,
} as const;

const aboutFile = z.strictObject({
  export_id: z.string().max(64),
  subject: z.strictObject({ kind: z.enum(["user", "organization"]), id: z.string().max(64) }),
  workspace_id: z.string().max(64).optional(),
  made_at: z.iso.datetime(),
});

export type ImportedArchive = {
  about: z.infer<typeof aboutFile>;
  /** The JSON file of each table. */
  tables: ReadonlyMap<string, Entry>;
  /** Contents, by the id of their row in the archive. */
  contents: ReadonlyMap<string, Entry>;
  read(entry: Entry): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
};

const known = /^(README\.txt|export\.json|index\.html|processing\.json|schema\.json|csv\/[a-z_]{1,60}\.csv)$/;

/**
 * Opens an archive as `writeArchive` makes them. It is read from its directory, entry by entry; nothing of it is ever
 * written to a disk unsealed, and no name in it is used as one.
 * @throws ArchiveError for anything that no export has
 */
export async function openArchive(bytes: Bytes): Promise<ImportedArchive> {
  const spooled = await spoolSealed(bytes);
  try {
    return await openSpooled(spooled);
  } catch (error) {
    await spooled.close();
    throw error;
  }
}

async function openSpooled({ reader, size, close }: Spooled): Promise<ImportedArchive> {
  const options = { strictFileNames: true, autoClose: false };
  const zip = await fromRandomAccessReaderPromise(reader, size, options).catch(() => refuse("not_a_zip"));
  if (zip.entryCount > archiveMax.entries) refuse("too_large");
  const entries = await readDirectory(zip);
  const read = (entry: Entry) => readEntry(zip, entry);
  const tables = new Map<string, Entry>();
  const contents = new Map<string, Entry>();
  for (const [name, entry] of entries) {
    const table = /^json\/([a-z_]{1,60})\.json$/.exec(name)?.[1];
    const file = /^files\/([a-z]{2,8}_[0-9a-z]{26})\/[^/]{1,200}$/.exec(name)?.[1];
    if (table) tables.set(table, entry);
    else if (file && !contents.has(file)) contents.set(file, entry);
    else if (!known.test(name)) refuse("unknown_file");
  }
  const about = entries.get("export.json");
  if (!about || about.uncompressedSize > 4096) return refuse("no_manifest");
  return { about: await readAbout(read(about)), tables, contents, read, close };
}

const refuse = (reason: ArchiveError["reason"]): never => {
  throw new ArchiveError(reason);
};

async function readDirectory(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const { fileName, uncompressedSize, compressedSize } = entry;
      unpacked += uncompressedSize;
      if (entry.isEncrypted() || entries.has(fileName)) throw new ArchiveError("unknown_file");
      const isBomb = uncompressedSize > 1024 * 1024 && uncompressedSize > compressedSize * archiveMax.ratio;
      if (unpacked > archiveMax.unpackedBytes || isBomb) throw new ArchiveError("too_large");
      entries.set(fileName, entry);
    }
  } catch (error) {
    throw error instanceof ArchiveError ? error : new ArchiveError("unknown_file"); // a name that leads elsewhere
  }
  return entries;
}

/** An entry that turns out longer than its directory says is broken off there. */
async function* readEntry(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  try {
    yield* await zip.openReadStreamPromise(entry);
  } catch {
    throw new ArchiveError("damaged");
  }
}

async function readAbout(bytes: AsyncIterable<Uint8Array>): Promise<ImportedArchive["about"]> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  try {
    return aboutFile.parse(JSON.parse(Buffer.concat(pieces).toString()));
  } catch {
    throw new ArchiveError("no_manifest");
  }
}
