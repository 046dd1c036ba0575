import type { KeyStore } from "../../framework/context.ts";
import type { Keyring } from "../../framework/keyring.ts";
import { open } from "../../framework/sealing.ts";
import type { Db } from "../../framework/tenant.ts";
import { logOrigin, parseCheckpoint, signCheckpoint } from "../log/checkpoint.ts";
import { joinSubtrees } from "../log/hash-tree.ts";
import { type StoredLeaf, writeAuditBundle } from "../log/write-audit-bundle.ts";
import { auditEntries } from "../tables.ts";
import { readNewestNote } from "./append-to-log.ts";
import { type CommittedEntry, committedColumns, leafOfEntry } from "./seal-log.ts";

export type BundleMeans = { db: Db; keys: KeyStore; keyring: Keyring; host: string };

type StoredEntry = CommittedEntry & {
  log_id: string;
  leaf_index: number;
  user_id: string | null;
  client: Buffer | null;
  salt: Buffer | null;
};
type Leaf = { index: number; hash: Buffer };

const pageMax = 500;

/**
 * A log as the file that verifies offline: every leaf up to the newest checkpoint, the entries that are still there,
 * and what opens their commitments as long as whoever did it has not been erased.
 */
export async function* readAuditBundle(means: BundleMeans, logId: string): AsyncGenerator<string> {
  const note = (await readNewestNote(means.db, logId)) ?? signEmpty(means, logId);
  const checkpoint = parseCheckpoint(note);
  if (!checkpoint) throw new Error(`the newest checkpoint of ${logId} is unreadable`);
  const { origin, size } = checkpoint;
  yield* writeAuditBundle({
    log: origin,
    publicKeys: [means.keyring.signing.publicKey],
    newestCheckpoint: note,
    checkpoints: readCheckpoints(means.db, logId, size),
    leaves: readLeaves(means, logId, origin, size),
  });
}

/** A log nothing has been sealed in yet. */
function signEmpty({ keyring, host }: BundleMeans, logId: string): string {
  return signCheckpoint({ origin: logOrigin(host, logId), size: 0, root: joinSubtrees([]) }, keyring.signing);
}

async function* readCheckpoints(db: Db, logId: string, upTo: number): AsyncGenerator<{ size: number; note: string }> {
  for (let after = 0; ; ) {
    const page = await db.query<{ size: number; note: string }>(
      `select size, note from log_checkpoints
       where log_id = $1 and size > $2 and size <= $3 order by size limit ${pageMax}`,
      [logId, after, upTo],
    );
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageMax) return;
    after = last.size;
  }
}

async function* readLeaves(
  means: BundleMeans,
  logId: string,
  origin: string,
  size: number,
): AsyncGenerator<StoredLeaf> {
  for (let from = 0; from < size; from += pageMax) {
    const to = Math.min(from + pageMax, size);
    const leaves = await means.db.query<Leaf>(
      `select position as index, hash from log_nodes
       where log_id = $1 and level = 0 and position >= $2 and position < $3 order by position`,
      [logId, from, to],
    );
    const entries = await means.db.query<StoredEntry>(
      `select ${committedColumns}, log_id, user_id, client, salt, leaf_index from audit_entries
       where log_id = $1 and leaf_index >= $2 and leaf_index < $3`,
      [logId, from, to],
    );
    const describe = await leafDescriber(means.keys, entries, origin);
    for (const { index, hash } of leaves) yield describe(index, hash);
  }
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
