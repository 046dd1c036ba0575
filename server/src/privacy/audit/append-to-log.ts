import type { Db } from "../../framework/database/tenant.ts";
import type { Keyring } from "../../framework/keys/keyring.ts";
import { appendLeaves, loadTreeState, type TreeState } from "../log/append-leaves.ts";
import { logOrigin, parseCheckpoint, signCheckpoint } from "../log/checkpoint.ts";
import type { LoadNodes, NodeId, TreeNode } from "../log/hash-tree.ts";

/** First half of the advisory locks that keep appends to one log one after the other. */
const lockSpace = 0x6c6f67;

/** A log, locked until the transaction ends. */
export type OpenLog = { logId: string; origin: string; state: TreeState };

/**
 * Locks a log and reads where it stands. Whoever else appends waits for this transaction.
 * @param host begins the origin of a log that has no checkpoint yet; one that has keeps the origin it began with
 */
export async function openLog(db: Db, logId: string, host: string): Promise<OpenLog> {
  await db.query("select pg_advisory_xact_lock($1, hashtext($2))", [lockSpace, logId]);
  const note = await readNewestNote(db, logId);
  const checkpoint = note === undefined ? null : parseCheckpoint(note);
  if (note !== undefined && checkpoint === null) throw new Error(`the newest checkpoint of ${logId} is unreadable`);
  const state = await loadTreeState(checkpoint?.size ?? 0, nodeLoader(db, logId));
  return { logId, origin: checkpoint?.origin ?? logOrigin(host, logId), state };
}

export async function readNewestNote(db: Pick<Db, "query">, logId: string): Promise<string | undefined> {
  const [newest] = await db.query<{ note: string }>(
    "select note from log_checkpoints where log_id = $1 order by size desc limit 1",
    [logId],
  );
  return newest?.note;
}

/** Appends leaf hashes and signs the new head, in the caller's transaction. */
export async function appendToLog(
  db: Db,
  log: OpenLog,
  hashes: readonly Buffer[],
  by: { keyring: Keyring; at: Date },
): Promise<{ firstIndex: number; size: number; note: string }> {
  const { newNodes, size, root } = appendLeaves(log.state, hashes);
  const note = signCheckpoint({ origin: log.origin, size, root }, by.keyring.signing);
  await insertNodes(db, log.logId, newNodes);
  await db.query("insert into log_checkpoints (log_id, size, root, note, created_at) values ($1, $2, $3, $4, $5)", [
    log.logId,
    size,
    root,
    note,
    by.at,
  ]);
  return { firstIndex: log.state.size, size, note };
}

async function insertNodes(db: Db, logId: string, nodes: readonly TreeNode[]): Promise<void> {
  await db.query(
    `insert into log_nodes (log_id, level, position, hash)
     select $1, level, position, hash from unnest($2::int[], $3::bigint[], $4::bytea[]) as node(level, position, hash)`,
    [logId, nodes.map(({ level }) => level), nodes.map(({ index }) => index), nodes.map(({ hash }) => hash)],
  );
}

/** Reads nodes of a log, all asked for in one statement. @throws where one of them is missing */
export function nodeLoader(db: Db, logId: string): LoadNodes {
  return async (ids: readonly NodeId[]) => {
    if (ids.length === 0) return [];
    const rows = await db.query<{ hash: Buffer }>(
      `select n.hash from unnest($2::int[], $3::bigint[]) with ordinality as asked(level, position, place)
       join log_nodes n on n.log_id = $1 and n.level = asked.level and n.position = asked.position order by asked.place`,
      [logId, ids.map(({ level }) => level), ids.map(({ index }) => index)],
    );
    if (rows.length !== ids.length) throw new Error(`the stored nodes of ${logId} are incomplete`);
    return rows.map(({ hash }) => hash);
  };
}
