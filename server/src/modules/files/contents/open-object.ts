import type { DataKey } from "../../../framework/keys/sealing.ts";
import { port } from "../../../framework/ports.ts";
import type { ObjectStore } from "../../../integrations/roles/object-store.ts";
import type { StoredObjects } from "../../../privacy/public.ts";
import { openChunks, type Range } from "./seal-chunks.ts";

/** Where content lies: the integration that the deployment's settings chose. */
export const objectStorePort = port<ObjectStore>("files.object_store");

/** Content of `bytes` bytes, or a part of it, opened as it is read. */
export const openObject = (store: ObjectStore, key: DataKey, name: string, bytes: number, range?: Range) =>
  openChunks(key, bytes, (sealed) => store.read(name, sealed), range);

/** What export and erasure do with the store. */
export const storedObjectsOver = (store: ObjectStore): StoredObjects => ({
  open: (key, name, bytes) => openObject(store, key, name, bytes),
  remove: (name) => store.remove(name),
});
