import * as z from "zod";

const count = z.int().nonnegative();
const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** `data` holds everything but keys; `keys` holds the wrapped keys of subjects, and is kept with the keyring. */
export const contents = ["data", "keys"] as const;
export type Contents = (typeof contents)[number];

/** The first frame: what follows, and what is needed to take it up. */
export const headerFrame = z.strictObject({
  avow_backup: z.literal(1),
  contents: z.enum(contents),
  taken_at: z.iso.datetime(),
  version: z.string(),
  postgres: count,
  keyring_fingerprint: z.string(),
  migrations: z.array(z.string()),
});

/** Before a table's rows: in COPY's binary form, in this order of columns. */
export const tableFrame = z.strictObject({ table: z.string(), columns: z.array(z.string()) });

/** After a table's rows. */
export const tableEndFrame = z.strictObject({ table: z.string(), rows: count, bytes: count, sha256: hash });

/** Before a sealed object from the store of files. */
export const objectFrame = z.strictObject({ object: z.string().regex(/^[a-z0-9_-]{8,200}$/) });

/** After it; not `whole` where the store had it no more, or not all of it. */
export const objectEndFrame = z.strictObject({ object: z.string(), bytes: count, sha256: hash, whole: z.boolean() });

/** So many missing objects are named in the manifest; all of them are in the file. */
export const missingNamesMax = 20;

/** All objects together; `sha256` is that of every end frame, so that signing it signs them. */
export const objectsTotal = z.strictObject({
  count,
  bytes: count,
  sha256: hash,
  missing: count,
  missing_names: z.array(z.string()).max(missingNamesMax),
});

/** The whole of it, hashed by table and signed by the deployment: nobody else can make a backup it would restore. */
export const manifest = z.strictObject({
  header: headerFrame,
  tables: z.array(tableEndFrame),
  /** Null where the contents of files were left out. */
  objects: objectsTotal.nullable(),
  /** By table and column, the last number its identity column gave. */
  sequences: z.array(z.strictObject({ table: z.string(), column: z.string(), last: z.string() })),
});

export const trailerFrame = z.strictObject({ manifest, key_id: z.string(), signature: z.string() });

export type Header = z.infer<typeof headerFrame>;
export type TableEnd = z.infer<typeof tableEndFrame>;
export type ObjectEnd = z.infer<typeof objectEndFrame>;
export type ObjectsTotal = z.infer<typeof objectsTotal>;
export type Manifest = z.infer<typeof manifest>;
export type Trailer = z.infer<typeof trailerFrame>;
