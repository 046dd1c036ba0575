import { createHash, type Hash } from "node:crypto";
import { canonicalize } from "../../privacy/log/canonicalize-json.ts";
import { ObjectMissing, type ObjectStore } from "../../modules/files/public.ts";
import { writeJson, writeRows } from "./frames.ts";
import type { NamedObject } from "./list-stored-objects.ts";
import { missingNamesMax, type ObjectEnd, type ObjectsTotal } from "./manifest.ts";

/** Adds up what objects there are, in memory that does not grow with them: the manifest signs the hash of all ends. */
export function countObjects() {
  const hash: Hash = createHash("sha256");
  const total = { count: 0, bytes: 0, missing: 0, missing_names: [] as string[] };
  return {
    add(end: ObjectEnd): void {
      hash.update(`${canonicalize(end)}\n`);
      if (end.whole) {
        total.count += 1;
        total.bytes += end.bytes;
      } else {
        total.missing += 1;
        if (total.missing_names.length < missingNamesMax) total.missing_names.push(end.object);
      }
    },
    total: (): ObjectsTotal => ({ ...total, sha256: hash.digest("hex") }),
  };
}

/**
 * Each object as it lies in the store: ciphertext under keys that are not in a backup. One that is gone or too short is
 * named as missing, so that one lost file does not cost all others their backup.
 * @throws what the store throws where it cannot be asked
 */
export async function* dumpObjects(
  store: ObjectStore,
  objects: AsyncIterable<NamedObject>,
  done: (end: ObjectEnd) => void,
): AsyncGenerator<Buffer> {
  for await (const { name, bytes } of objects) {
    yield writeJson({ object: name });
    const hash = createHash("sha256");
    let found = 0;
    for await (const piece of readObject(store, name, bytes)) {
      hash.update(piece);
      found += piece.length;
      yield writeRows([piece]);
    }
    const end = { object: name, bytes: found, sha256: hash.digest("hex"), whole: found === bytes };
    done(end);
    yield writeJson(end);
  }
}

async function* readObject(store: ObjectStore, name: string, bytes: number): AsyncGenerator<Buffer> {
  try {
    for await (const piece of store.read(name, { start: 0, end: bytes }))
      yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
  } catch (error) {
    if (!(error instanceof ObjectMissing)) throw error;
  }
}
