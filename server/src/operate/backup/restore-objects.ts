import { ObjectMissing, type ObjectStore } from "../../modules/files/public.ts";
import type { ObjectVisit } from "./read-backup.ts";

/**
 * Puts objects into the deployment's store as they come. What lies there already stays as it is: a file whose signature
 * turns out wrong at its end has then replaced nothing, and what it brought is named by no row and swept.
 */
export function restoreObjects(store: ObjectStore): ObjectVisit {
  return async (name, pieces) => {
    const staged = await store.stage(pieces);
    return {
      async keep() {
        if (await isThere(store, name)) await staged.discard();
        else await staged.publish(name);
      },
      discard: () => staged.discard(),
    };
  };
}

async function isThere(store: ObjectStore, name: string): Promise<boolean> {
  try {
    for await (const _ of store.read(name, { start: 0, end: 1 })) return true;
    return true;
  } catch (error) {
    if (error instanceof ObjectMissing) return false;
    throw error;
  }
}
