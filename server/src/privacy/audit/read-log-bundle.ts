import type { Keyring } from "../../framework/keys/keyring.ts";
import type { Db } from "../../framework/database/tenant.ts";
import { logOrigin, parseCheckpoint, signCheckpoint } from "../log/checkpoint.ts";
import { joinSubtrees } from "../log/hash-tree.ts";
import { type StoredLeaf, writeAuditBundle } from "../log/write-audit-bundle.ts";
import { readNewestNote } from "./append-to-log.ts";

export type LogMeans = { db: Pick<Db, "query">; keyring: Keyring; host: string };

/** A stretch of a log: from a leaf up to, not including, another. */
type Stretch = { origin: string; from: number; to: number };
/** Reads what is still there of a stretch, to say of each of its leaves what is known. */
type ReadStretch = (stretch: Stretch) => Promise<(index: number, leafHash: Buffer) => StoredLeaf>;

const pageMax = 500;

/** A log as the file that verifies offline: every leaf up to the newest checkpoint, and what is still known of each. */
export async function* readLogBundle(means: LogMeans, logId: string, readStretch: ReadStretch): AsyncGenerator<string> {
  const note = (await readNewestNote(means.db, logId)) ?? signEmpty(means, logId);
  const checkpoint = parseCheckpoint(note);
  if (!checkpoint) throw new Error(`the newest checkpoint of ${logId} is unreadable`);
  const { origin, size } = checkpoint;
  yield* writeAuditBundle({
    log: origin,
    publicKeys: [means.keyring.signing.publicKey],
    newestCheckpoint: note,
    checkpoints: readCheckpoints(means, logId, size),
    leaves: readLeaves(means, logId, { origin, from: 0, to: size }, readStretch),
  });
}

/** A log nothing has been sealed in yet. */
function signEmpty({ keyring, host }: LogMeans, logId: string): string {
  return signCheckpoint({ origin: logOrigin(host, logId), size: 0, root: joinSubtrees([]) }, keyring.signing);
}

async function* readCheckpoints({ db }: LogMeans, logId: string, upTo: number) {
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
  { db }: LogMeans,
  logId: string,
  { origin, from: first, to: end }: Stretch,
  readStretch: ReadStretch,
): AsyncGenerator<StoredLeaf> {
  for (let from = first; from < end; from += pageMax) {
    const to = Math.min(from + pageMax, end);
    const leaves = await db.query<{ index: number; hash: Buffer }>(
      `select position as index, hash from log_nodes
       where log_id = $1 and level = 0 and position >= $2 and position < $3 order by position`,
      [logId, from, to],
    );
    const describe = await readStretch({ origin, from, to });
    for (const { index, hash } of leaves) yield describe(index, hash);
  }
}
