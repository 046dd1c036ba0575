import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { randomBytesFromPool } from "../random.ts";
import type { Column, Sealed } from "../columns.ts";
import { type AnyTable, type Table, tenantColumns } from "../table.ts";

/** 256 bits that open what was sealed under them. Held in memory only as long as a request, or a second. */
export type DataKey = { readonly bytes: Buffer };

export const newDataKey = (): DataKey => ({ bytes: randomBytes(32) });

const asObjects = new WeakMap<DataKey, KeyObject>();

/** The key as ciphers take it: given its bare bytes, they take longer to get ready than a short cell takes to seal. */
export function keyObjectOf(key: DataKey): KeyObject {
  const known = asObjects.get(key);
  if (known) return known;
  const made = createSecretKey(key.bytes);
  asObjects.set(key, made);
  return made;
}

const version = 1;
const nonceBytes = 12;
const tagBytes = 16;
const headBytes = 1 + nonceBytes;

/**
 * AES-256-GCM (NIST SP 800-38D): version byte, nonce, ciphertext, tag; bound to `context`. Node finds out by an exception that
 * bytes are no key object, which costs more than the cipher: it is given one.
 */
export function encrypt(key: DataKey, context: string, plaintext: Buffer): Buffer {
  const nonce = randomBytesFromPool(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", keyObjectOf(key), nonce);
  cipher.setAAD(Buffer.from(context));
  const sealed = Buffer.allocUnsafe(headBytes + plaintext.length + tagBytes);
  sealed[0] = version;
  sealed.set(nonce, 1);
  sealed.set(cipher.update(plaintext), headBytes);
  cipher.final(); // nothing: this mode has no block to fill
  sealed.set(cipher.getAuthTag(), headBytes + plaintext.length);
  return sealed;
}

/** @throws when the key, the context or a byte differs from when it was sealed */
export function decrypt(key: DataKey, context: string, sealed: Buffer): Buffer {
  if (sealed[0] !== version) throw new Error("sealed with an unknown version");
  const decipher = createDecipheriv("aes-256-gcm", keyObjectOf(key), sealed.subarray(1, headBytes));
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(sealed.subarray(-tagBytes));
  const plaintext = decipher.update(sealed.subarray(headBytes, -tagBytes));
  decipher.final(); // throws where anything differs: until then nobody may have what came out
  return plaintext;
}

/** What a sealed cell is bound to, so that it opens nowhere else. */
export function cellContext(
  table: { name: string; tenant: AnyTable["tenant"]; key: readonly string[] },
  column: string,
  row: Record<string, unknown>,
): string {
  let context = `${table.name}|${column}`;
  for (const names of [tenantColumns(table.tenant), table.key])
    for (const name of names) {
      const part = row[name] as string | undefined | null;
      if (part === undefined || part === null)
        throw new Error(`${table.name}.${column}: a sealed row needs its tenant and key columns`);
      context += `|${part}`;
    }
  return context;
}

type PlainOf<C> = { [K in keyof C]: C[K] extends Column<unknown, unknown, infer P> ? P : never };
type SealedKeys<C> = {
  [K in keyof C]: C[K] extends Column<infer S, unknown, unknown>
    ? Extract<S, Sealed<unknown>> extends never
      ? never
      : K
    : never;
}[keyof C];
type StoredOf<C> = { [K in keyof C]: C[K] extends Column<infer S, unknown, unknown> ? S : never };

/** A row with its sealed columns in clear, the rest as given. */
export type Opened<C, R> = { [K in keyof R]: K extends SealedKeys<C> ? PlainOf<C>[K & keyof C] : R[K] };
/** A row ready to be written: sealed columns sealed. */
export type SealedRow<C, R> = { [K in keyof R]: K extends SealedKeys<C> ? StoredOf<C>[K & keyof C] : R[K] };

/** Seals every sealed column that `row` carries; others pass through. The row must carry its tenant and key columns. */
export function seal<
  C extends Record<string, Column>,
  R extends { [K in keyof R]: K extends SealedKeys<C> ? PlainOf<C>[K & keyof C] : unknown },
>(table: Table<string, C>, key: DataKey, row: R): SealedRow<C, R> {
  return mapSealed(table, row, (column, value) =>
    encrypt(key, cellContext(table, column, row), Buffer.from(JSON.stringify(value))),
  ) as SealedRow<C, R>;
}

/**
 * Opens every sealed column that `row` carries.
 * @param purpose why; must be among the purposes each column was declared for
 */
export function open<C extends Record<string, Column>, R extends object>(
  table: Table<string, C>,
  key: DataKey,
  row: R,
  purpose: string,
): Opened<C, R> {
  return mapSealed(table, row, (column, value, info) => {
    if (!info.personal?.purposes.includes(purpose))
      throw new Error(`${table.name}.${column} may not be read for ${purpose}`);
    return JSON.parse(
      decrypt(key, cellContext(table, column, row as Record<string, unknown>), value as Buffer).toString(),
    ) as unknown;
  }) as Opened<C, R>;
}

type Info = Column["info"];
const sealedColumns = new WeakMap<object, readonly (readonly [string, Info])[]>();

function sealedOf({ columns }: Table): readonly (readonly [string, Info])[] {
  const known = sealedColumns.get(columns);
  if (known) return known;
  const found = Object.entries(columns).flatMap(([name, { info }]) => (info.seal ? [[name, info] as const] : []));
  sealedColumns.set(columns, found);
  return found;
}

function mapSealed(table: Table, row: object, change: (column: string, value: unknown, info: Info) => unknown): object {
  const changed: Record<string, unknown> = { ...row };
  for (const [name, info] of sealedOf(table)) {
    const value = changed[name];
    if (value !== null && value !== undefined) changed[name] = change(name, value, info);
  }
  return changed;
}

/**
 * Wraps a key under another, bound to whose it is. A row's `objectKey` column is bound by its `cellContext`, so that
 * export and erasure find it without knowing the module.
 */
export const wrapKey = (under: DataKey, context: string, key: DataKey): Buffer =>
  encrypt(under, `key|${context}`, key.bytes);
/** @throws Error where it was wrapped under another key, or for another context */
export const unwrapKey = (under: DataKey, context: string, wrapped: Buffer): DataKey => ({
  bytes: decrypt(under, `key|${context}`, wrapped),
});
