import { createHash, type Hash, verify } from "node:crypto";
import type * as z from "zod";
import type { Keyring } from "../../framework/keys/keyring.ts";
import { canonicalize } from "../../privacy/log/canonicalize-json.ts";
import { countObjects } from "./dump-objects.ts";
import { backupErrors } from "./errors.ts";
import { type Frame, readFrames } from "./frames.ts";
import {
  type Header,
  headerFrame,
  type Manifest,
  type ObjectEnd,
  objectEndFrame,
  objectFrame,
  type ObjectsTotal,
  type TableEnd,
  tableEndFrame,
  tableFrame,
  trailerFrame,
} from "./manifest.ts";

/** What a reader does with a backup: each part is called in the order of the file, and waited for. */
export type BackupVisitor = {
  header?(header: Header): Promise<void>;
  /** Takes a table's rows in, and tells how many there were if it counted them. */
  table?(table: z.output<typeof tableFrame>, rows: AsyncIterable<Buffer>): Promise<number | undefined>;
  /** Takes a sealed object in; it is kept once it has proven whole. */
  object?: ObjectVisit;
  /** Everything has been read, and is as it was signed. */
  manifest?(manifest: Manifest): Promise<void>;
};

export type ObjectVisit = (
  name: string,
  pieces: AsyncIterable<Buffer>,
) => Promise<{ keep(): Promise<void>; discard(): Promise<void> }>;

/**
 * Reads what `dumpDatabase` wrote from beginning to end, checking every hash and the deployment's signature.
 * @throws backup.keyring_differs, backup.unreadable, backup.rows_differ, backup.signature_invalid
 */
export async function readBackup(
  dump: AsyncIterable<Uint8Array>,
  keyring: Keyring,
  visitor: BackupVisitor,
): Promise<Manifest> {
  const frames = readFrames(dump);
  const header = parse(headerFrame, await next(frames));
  if (header.keyring_fingerprint !== keyring.fingerprint) throw backupErrors.keyring_differs();
  await visitor.header?.(header);
  const tables: TableEnd[] = [];
  const objects = countObjects();
  for (;;) {
    const frame = await next(frames);
    if (frame.kind === "json" && has(frame.value, "manifest"))
      return finish(frame, frames, { header, tables, objects: objects.total(), keyring, visitor });
    if (frame.kind === "json" && has(frame.value, "object"))
      objects.add(await readObject(parse(objectFrame, frame).object, frames, visitor));
    else tables.push(await readTable(parse(tableFrame, frame), frames, visitor));
  }
}

async function readTable(
  table: z.output<typeof tableFrame>,
  frames: AsyncGenerator<Frame, void>,
  visitor: BackupVisitor,
): Promise<TableEnd> {
  const seen = begin(tableEndFrame);
  const rows = piecesOf(frames, seen);
  const counted = await visitor.table?.(table, rows);
  for await (const _ of rows) if (visitor.table) throw new Error("a visitor left rows behind");
  const { end, bytes, hash } = seen;
  if (!end) throw backupErrors.unreadable({ detail: "a table has no end" });
  const isSame = end.table === table.table && end.bytes === bytes && end.sha256 === hash.digest("hex");
  if (!isSame || (counted !== undefined && counted !== end.rows))
    throw backupErrors.rows_differ({ table: table.table });
  return end;
}

/** What the store had not whole is read past; the manifest counts it. */
async function readObject(
  name: string,
  frames: AsyncGenerator<Frame, void>,
  visitor: BackupVisitor,
): Promise<ObjectEnd> {
  const seen = begin(objectEndFrame);
  const pieces = piecesOf(frames, seen);
  const taken = await visitor.object?.(name, pieces);
  try {
    for await (const _ of pieces) if (taken) throw new Error("a visitor left a part of an object behind");
    const { end, bytes, hash } = seen;
    if (!end || end.object !== name || end.bytes !== bytes || end.sha256 !== hash.digest("hex"))
      throw backupErrors.unreadable({ detail: "an object is not as it was written" });
    if (end.whole) await taken?.keep();
    return end;
  } finally {
    await taken?.discard();
  }
}

type Seen<T> = { ends: z.ZodType<T>; hash: Hash; bytes: number; end: T | undefined };

const begin = <T>(ends: z.ZodType<T>): Seen<T> => ({ ends, hash: createHash("sha256"), bytes: 0, end: undefined });

async function* piecesOf<T>(frames: AsyncGenerator<Frame, void>, seen: Seen<T>): AsyncGenerator<Buffer> {
  while (!seen.end) {
    const frame = await next(frames);
    if (frame.kind === "rows") {
      seen.hash.update(frame.bytes);
      seen.bytes += frame.bytes.length;
      yield frame.bytes;
    } else seen.end = parse(seen.ends, frame);
  }
}

type Read = { header: Header; tables: TableEnd[]; objects: ObjectsTotal; keyring: Keyring; visitor: BackupVisitor };

async function finish(frame: Frame, frames: AsyncGenerator<Frame, void>, read: Read): Promise<Manifest> {
  const { manifest, signature } = parse(trailerFrame, frame);
  const { publicKey } = read.keyring.signing;
  const text = Buffer.from(canonicalize(manifest));
  if (!verify(null, text, publicKey, Buffer.from(signature, "base64"))) throw backupErrors.signature_invalid();
  const { header, tables } = read;
  if (canonicalize({ header, tables }) !== canonicalize({ header: manifest.header, tables: manifest.tables }))
    throw backupErrors.unreadable({ detail: "it is not what was signed" });
  if (manifest.objects ? canonicalize(manifest.objects) !== canonicalize(read.objects) : read.objects.count > 0)
    throw backupErrors.unreadable({ detail: "its objects are not those that were signed" });
  // The last piece of the file is checked only when the end has been read.
  if (!(await frames.next()).done) throw backupErrors.unreadable({ detail: "something follows its end" });
  await read.visitor.manifest?.(manifest);
  return manifest;
}

async function next(frames: AsyncGenerator<Frame, void>): Promise<Frame> {
  const found = await frames.next();
  if (found.done) throw backupErrors.unreadable({ detail: "it ends too early" });
  return found.value;
}

const has = (value: unknown, field: string): boolean => typeof value === "object" && value !== null && field in value;

function parse<T extends z.ZodType>(schema: T, frame: Frame): z.output<T> {
  const parsed = frame.kind === "json" ? schema.safeParse(frame.value) : undefined;
  if (!parsed?.success) throw backupErrors.unreadable({ detail: "a part is not where it belongs" });
  return parsed.data;
}
