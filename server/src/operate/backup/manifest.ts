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

/** The whole of it, hashed by table and signed by the deployment: nobody else can make a backup it would restore. */
export const manifest = z.strictObject({
  header: headerFrame,
  tables: z.array(tableEndFrame),
  /** By table and column, the last number its identity column gave. */
  sequences: z.array(z.strictObject({ table: z.string(), column: z.string(), last: z.string() })),
});

export const trailerFrame = z.strictObject({ manifest, key_id: z.string(), signature: z.string() });

export type Header = z.infer<typeof headerFrame>;
export type TableEnd = z.infer<typeof tableEndFrame>;
export type Manifest = z.infer<typeof manifest>;
export type Trailer = z.infer<typeof trailerFrame>;
