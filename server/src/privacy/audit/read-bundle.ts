import type { KeyStore } from "../../framework/context.ts";
import { open } from "../../framework/keys/sealing.ts";
import type { StoredLeaf } from "../log/write-audit-bundle.ts";
import { auditEntries } from "../tables.ts";
import { type LogMeans, readLogBundle } from "./read-log-bundle.ts";
import { type CommittedEntry, committedColumns, leafOfEntry } from "./seal-log.ts";

export type BundleMeans = LogMeans & { keys: KeyStore };

type StoredEntry = CommittedEntry & {
  log_id: string;
  leaf_index: number;
  user_id: string | null;
  client: Buffer | null;
  salt: Buffer | null;
};

/**
 * An audit log: the entries that are still there, and what opens their commitments as long as whoever did it has not
 * been erased.
 */
export async function* readAuditBundle(means: BundleMeans, logId: string): AsyncGenerator<string> {
  yield* readLogBundle(means, logId, async ({ origin, from, to }) => {
    const entries = await means.db.query<StoredEntry>(
      `select ${committedColumns}, log_id, user_id, client, salt, leaf_index from audit_entries
       where log_id = $1 and leaf_index >= $2 and leaf_index < $3`,
      [logId, from, to],
    );
    return leafDescriber(means.keys, entries, origin);
  });
}

async function leafDescriber(keys: KeyStore, entries: readonly StoredEntry[], origin: string) {
  const ids = [...new Set(entries.flatMap(({ user_id }) => (user_id ? [user_id] : [])))];
  const known = await keys.many("user", ids, "audit");
  const byIndex = new Map(entries.map((entry) => [entry.leaf_index, entry]));
  return (index: number, leafHash: Buffer): StoredLeaf => {
    const entry = byIndex.get(index);
    if (!entry) return { index, leafHash };
    const { leaf } = leafOfEntry(entry, origin);
    const key = entry.user_id ? known.get(entry.user_id) : undefined;
    if (!key || !entry.salt || !entry.user_id) return { index, leafHash, entry: leaf };
    const { id, log_id, client, salt: sealed } = entry;
    const opened = open(auditEntries, key, { id, log_id, client, salt: sealed }, "security") as unknown as Opened;
    const salt = Buffer.from(opened.salt, "base64url");
    const actor = { salt, value: entry.user_id };
    const details = opened.client === null ? {} : { details: { salt, value: opened.client } };
    return { index, leafHash, entry: leaf, opened: { actor, ...details } };
  };
}

type Opened = { salt: string; client: { ip: string; user_agent: string } | null };
