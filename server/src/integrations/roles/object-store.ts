/** What lies in the store: sealed bytes under a name that tells nothing. */
export type StoredObject = { name: string; bytes: number; modifiedAt: Date };

/** Bytes that were taken in and wait for their name. */
export type Staged = {
  /** Puts them under a name, durably. Whoever reads that name sees all of them, or nothing. */
  publish(name: string): Promise<void>;
  /** Throws them away; nothing happens where they were published. */
  discard(): Promise<void>;
};

/** Which bytes: from `start` up to, but without, `end`. */
export type ByteRange = { start: number; end: number };

/**
 * Keeps sealed objects. It sees ciphertext only, and is believed about nothing: what comes back is checked when it is
 * opened. Names are lower-case letters, digits, hyphens and underscores.
 */
export type ObjectStore = {
  /** Takes bytes in as they come, with a little in memory at a time. @throws what the source throws, keeping nothing */
  stage(chunks: AsyncIterable<Uint8Array>): Promise<Staged>;
  /** @throws ObjectMissing */
  read(name: string, range: ByteRange): AsyncIterable<Uint8Array>;
  /** Nothing happens where there is no such object. */
  remove(name: string): Promise<void>;
  list(): AsyncIterable<StoredObject>;
  /** Throws away what was staged before this instant and never published: whoever staged it has died. */
  clearStaged(before: Date): Promise<void>;
};

/** Nothing lies under this name. */
export class ObjectMissing extends Error {
  override readonly name = "ObjectMissing";
  constructor(cause?: unknown) {
    super("the object store has no such object", { cause });
  }
}

/** @throws for a name that no object can have: names become paths */
export function checkObjectName(name: string): string {
  if (!/^[a-z0-9_-]{8,200}$/.test(name)) throw new Error("not the name of an object");
  return name;
}
