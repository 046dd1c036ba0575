import { requestErrors } from "../../framework/errors.ts";
import type { KeyStore, Work } from "../../framework/context.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { readHeldKey } from "./hold-subject.ts";

/** Keys as one legal hold may use them: those of its own subjects, also where they were erased. */
export function openHeldKeys({ database, keyring }: Pick<Work, "database" | "keyring">, holdId: string): KeyStore {
  const find: (...of: Parameters<KeyStore["of"]>) => ReturnType<typeof readHeldKey> = (subject, cls) =>
    acrossTenants(database, "read what a legal hold keeps", (db) => readHeldKey(db, keyring, { holdId, subject, cls }));
  return {
    async of(subject, cls) {
      const key = await find(subject, cls);
      if (!key) throw requestErrors.not_found();
      return key;
    },
    async many(kind, ids, cls) {
      const found = await Promise.all(ids.map(async (id) => [id, await find({ kind, id }, cls)] as const));
      return new Map(found.flatMap(([id, key]) => (key ? [[id, key]] : [])));
    },
    create: () => Promise.reject(new Error("a legal hold makes no keys")),
  };
}
