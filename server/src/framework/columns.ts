import type { ColumnType } from "kysely";

/** How a personal value leaves when its subject is erased. */
export type EraseStrategy = "shred" | "delete" | "role_label" | "retain";

/** Retention classes; each has a limit in `promises/` and a key of its own per subject. */
export const retentionClasses = [
  "account",
  "audit",
  "billing",
  "comms_log",
  "content",
  "conversation",
  "credential",
  "support",
  "telemetry",
] as const;
export type RetentionClass = (typeof retentionClasses)[number];

/** What the catalogue says of a personal value: what it is, what for, how kept, how it leaves. */
export type PersonalFacts = {
  /** Kind of data, in words of the W3C Data Privacy Vocabulary where there is one: `user.contact.email`. */
  category: string;
  /** Why it may be read. Reading it in the name of another purpose is refused. */
  purposes: readonly [string, ...string[]];
  erase: EraseStrategy;
  /** Whether the subject's own export carries it. */
  export: boolean;
  /** Legal basis and years, for what outlives its subject. */
  retain?: { basis: string; years: number };
};

declare const sealedBrand: unique symbol;
/** Ciphertext of a `T`, bound to table, column, row and tenant. Only `seal` makes one. */
export type Sealed<T> = Buffer & { readonly [sealedBrand]: T };

type Info = {
  /** SQL type with collation, without constraints. */
  sql: string;
  nullable: boolean;
  unique: boolean;
  default?: string;
  check?: (column: string) => string;
  /** Table whose row this points at; the key is composite, led by the tenant. */
  references?: { table: string; onDelete: "cascade" | "restrict" };
  idPrefix?: string;
  /** Which key opens the value: the subject's class key, or the object key of the row it belongs to. */
  seal?: "subject" | "object";
  /** Names what lies in the object store for this row; removed when no row names it any more. */
  stored?: { name: string; bytes: string };
  /** A document in base64, as an export has it: a file, and no cell. Names the column that says of which type it is. */
  document?: string;
  /** Holds the key of this row and of the rows below it. */
  objectKey?: boolean;
  /** A user id kept beside content that outlives the user: cleared when the user is erased. */
  actor?: boolean;
  /** Column of the user's own row: a row that has the same value here is about that user, and goes with them. */
  names?: string;
  /** Whom the row is about without belonging to them: it goes with them. */
  about?: "user" | "contact";
  personal?: PersonalFacts;
};

/** A column as declared: what Postgres stores, what TypeScript sees, and what was promised about it. */
export class Column<Select = unknown, Insert = Select, Plain = Select> {
  declare readonly _types: ColumnType<Select, Insert, Insert>;
  declare readonly _plain: Plain;
  readonly info: Info;
  constructor(info: Info) {
    this.info = info;
  }
  nullable(): Column<Select | null, Insert | null | undefined, Plain | null> {
    return new Column({ ...this.info, nullable: true });
  }
  /** At most one row per tenant has this value (per deployment, for deployment tables). */
  unique(): Column<Select, Insert, Plain> {
    return new Column({ ...this.info, unique: true });
  }
  default(sql: string): Column<Select, Insert | undefined, Plain> {
    return new Column({ ...this.info, default: sql });
  }
}

const base = { nullable: false, unique: false };
const text = 'text collate "C"';
const column = <S, I = S, P = S>(info: Partial<Info> & { sql: string }) => new Column<S, I, P>({ ...base, ...info });

/** Columns that hold nothing personal: ids, states, counts and times the system makes itself. */
export const plain = {
  id: (prefix: string) => column<string>({ sql: text, idPrefix: prefix }),
  ref: (table: string, onDelete: "cascade" | "restrict" = "cascade") =>
    column<string>({ sql: text, references: { table, onDelete } }),
  /** An id whose row may live elsewhere or be gone; no foreign key. */
  looseRef: () => column<string>({ sql: text }),
  /** Whom a row of somebody else's is about: when they are erased it goes with them. No foreign key. */
  about: (about: "user" | "contact") => column<string>({ sql: text, about }),
  /** Who did it. Outlives the user as an empty cell, shown as their role. */
  actor: () => column<string | null, string | null | undefined>({ sql: text, nullable: true, actor: true }),
  /** A word of the system's own vocabulary (a code, a version, a model name), never something typed by a person. */
  word: () => column<string>({ sql: text }),
  oneOf: <const V extends readonly string[]>(values: V) =>
    column<V[number]>({ sql: text, check: (c) => `${c} in (${values.map((v) => `'${v}'`).join(", ")})` }),
  words: () => column<string[]>({ sql: "text[]" }),
  int: () => column<number>({ sql: "integer" }),
  /** 64-bit, read as a number: safe to 2^53, enough for positions and sizes. */
  long: () => column<number>({ sql: "bigint" }),
  real: () => column<number>({ sql: "double precision" }),
  bool: () => column<boolean>({ sql: "boolean" }),
  time: () => column<Date>({ sql: "timestamptz(3)" }),
  bytes: () => column<Buffer>({ sql: "bytea" }),
  /** SHA-256 of a secret, or a keyed hash: finds a row without storing what was asked for. */
  hash: () => column<Buffer>({ sql: "bytea" }),
  /** Ids, codes and numbers only. Written as it is or as its text; an array, which would else be one of Postgres', as text. */
  json: <T>() => column<T, T | string>({ sql: "jsonb" }),
  /** Counts rows in the order Postgres took them. */
  position: () => column<number, undefined>({ sql: "bigint generated always as identity" }),
  /** What lies sealed in the object store for this row, under its `objectKey`; the columns that hold its name and size. */
  stored: (stored: { name: string; bytes: string }) => column<string>({ sql: text, stored }),
  /** A key of this row's own, wrapped under its owner's class key. */
  objectKey: () => column<Buffer>({ sql: "bytea", objectKey: true }),
};

/** Columns that hold something about a person. What a person can type is sealed. */
export const personal = {
  text: (facts: PersonalFacts & { seal: "subject" | "object" }) => sealed<string>(facts),
  json: <T>(facts: PersonalFacts & { seal: "subject" | "object" }) => sealed<T>(facts),
  /** A small document in base64; `type` names the column with its media type. */
  document: ({ type, ...facts }: PersonalFacts & { seal: "subject"; type: string }) =>
    new Column<Sealed<string>, Sealed<string>, string>({ ...sealed<string>(facts).info, document: type }),
  /** Facts about a person that the system derives itself and must compare in SQL: times, states, roles. */
  time: (facts: PersonalFacts) => column<Date>({ sql: "timestamptz(3)", personal: facts }),
  word: (facts: PersonalFacts) => column<string>({ sql: text, personal: facts }),
  number: (facts: PersonalFacts) => column<number>({ sql: "integer", personal: facts }),
  /** Keyed hash of a normalised value (HMAC-SHA-256 under a pepper of the keyring): equality, nothing else. */
  blindIndex: ({ names, ...facts }: Omit<PersonalFacts, "export"> & { names?: string }) =>
    column<Buffer>({ sql: "bytea", personal: { ...facts, export: false }, ...(names && { names }) }),
};

function sealed<T>({ seal, ...facts }: PersonalFacts & { seal: "subject" | "object" }) {
  return column<Sealed<T>, Sealed<T>, T>({ sql: "bytea", seal, personal: facts });
}
