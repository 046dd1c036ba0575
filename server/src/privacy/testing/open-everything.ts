import type { RetentionClass } from "../../framework/columns.ts";
import { cellContext, type DataKey, decrypt, unwrapKey } from "../../framework/keys/sealing.ts";
import type { AnyTable } from "../../framework/table.ts";
import type { World } from "../../testing/world.ts";

type Row = Record<string, unknown>;
type KeyRow = { subject_id: string; cls: RetentionClass; epoch: string; wrapped: Buffer };

/**
 * All that whoever holds the database and the keyring can read: every cell as it is stored, and every sealed cell
 * opened by any key that is left.
 */
export async function openEverything(world: World, tables: readonly AnyTable[]): Promise<Buffer> {
  const rows = new Map<AnyTable, Row[]>();
  for (const table of tables) rows.set(table, await world.rows(`select * from ${table.name}`));
  const classKeys = await liveKeys(world);
  const objectKeys = [...rows].flatMap(([table, list]) => list.flatMap((row) => unwrapAny(table, row, classKeys)));
  const keys = [...classKeys, ...objectKeys];
  const parts = [...rows].flatMap(([table, list]) => list.flatMap((row) => readRow(table, row, keys)));
  return Buffer.concat(parts.flatMap((part) => [part, Buffer.from("\n")]));
}

async function liveKeys(world: World): Promise<DataKey[]> {
  const rows = await world.rows<KeyRow>("select subject_id, cls, epoch, wrapped from subject_keys");
  return rows.map(({ subject_id, cls, epoch, wrapped }) =>
    unwrapKey({ bytes: world.keyring.epoch(epoch).key }, `${subject_id}|${cls}`, wrapped),
  );
}

function unwrapAny(table: AnyTable, row: Row, keys: readonly DataKey[]): DataKey[] {
  return Object.entries(table.columns).flatMap(([column, { info }]) => {
    if (!info.objectKey || !row[column]) return [];
    return keys.flatMap((key) => attempt(() => unwrapKey(key, cellContext(table, column, row), row[column] as Buffer)));
  });
}

function readRow(table: AnyTable, row: Row, keys: readonly DataKey[]): Buffer[] {
  return Object.entries(row).flatMap(([column, value]) => {
    if (value === null) return [];
    const stored = Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value));
    if (!table.columns[column]?.info.seal) return [stored];
    const opened = keys.flatMap((key) => attempt(() => decrypt(key, cellContext(table, column, row), stored)));
    return [stored, ...opened];
  });
}

/** What a key that fits gives; nothing for one that does not. */
function attempt<T>(work: () => T): T[] {
  try {
    return [work()];
  } catch (error) {
    if (error instanceof Error) return [];
    throw error;
  }
}

/** The text as it is, in base64 at each of the three offsets, in UTF-16, in hex, escaped for JSON and for a URL. */
export function encodingsOf(text: string): Buffer[] {
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.from(`${"-".repeat(offset)}${text}`).toString("base64");
    return encoded.slice(offset === 0 ? 0 : 4, -4);
  });
  const forms = [
    text,
    ...base64,
    Buffer.from(text).toString("hex"),
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
  ];
  return [...forms.map((form) => Buffer.from(form)), Buffer.from(text, "utf16le")];
}
