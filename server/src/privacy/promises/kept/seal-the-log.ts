import { judge, type Look, promise } from "../../../framework/promise.ts";
import { acrossTenants, type Db } from "../../../framework/database/tenant.ts";
import { nodeLoader, readNewestNote } from "../../audit/append-to-log.ts";
import { type CommittedEntry, committedColumns, leafOfEntry } from "../../audit/seal-log.ts";
import { parseCheckpoint, verifyCheckpoint } from "../../log/checkpoint.ts";
import { inclusionProof } from "../../log/prove.ts";
import { verifyInclusion } from "../../log/verify-proof.ts";

const logsMax = 20;
const entriesMax = 25;

type Verified = { isSigned: boolean; entries: number; changed: number; catches: boolean };

/** Proves the newest entries of a log against its signed head, and that a forged one is caught. */
async function verifyNewest(db: Db, look: Look, logId: string): Promise<Verified> {
  const note = (await readNewestNote(db, logId)) ?? "";
  const { origin, size, root } = parseCheckpoint(note) ?? { origin: "none", size: 0, root: Buffer.alloc(32) };
  const isSigned = verifyCheckpoint(note, { origin, publicKeys: [look.keyring.signing.publicKey] }).ok;
  const rows = await db.query<CommittedEntry & { leaf_index: number }>(
    `select ${committedColumns}, leaf_index::float8 as leaf_index from audit_entries
     where log_id = $1 and leaf_index is not null order by leaf_index desc limit ${entriesMax}`,
    [logId],
  );
  let changed = 0;
  let catches = true;
  for (const { leaf_index: index, ...entry } of rows) {
    const proof = await inclusionProof(size, index, nodeLoader(db, logId));
    const holds = (leafHash: Buffer) => verifyInclusion({ index, size, leafHash, root, proof });
    if (!holds(leafOfEntry(entry, origin).hash)) changed += 1;
    if (holds(leafOfEntry({ ...entry, action: `${entry.action}.forged` }, origin).hash)) catches = false;
  }
  return { isSigned, entries: rows.length, changed, catches };
}

export const sealTheLog = promise("security.audit", {
  enforcedBy: ["privacy/audit/seal-log.ts#sealLogs", "privacy/record-audit.ts#auditRecorder"],
  tests: ["server/src/privacy/audit/seal-log.test.ts", "server/src/privacy/log/tree.test.ts"],
  everyMinutes: 15,
  async probe(look) {
    const logs = await acrossTenants(look.database, "verify the newest entries of logs", async (db) => {
      const names = await db.query<{ log_id: string }>(
        `select log_id from audit_entries where leaf_index is not null group by log_id order by max(created_at) desc limit ${logsMax}`,
      );
      const found: Verified[] = [];
      for (const { log_id } of names) found.push(await verifyNewest(db, look, log_id));
      return found;
    });
    const [late] = await acrossTenants(look.database, "look whether entries wait for their seal", (db) =>
      db.query<{ count: number }>(
        "select count(*)::int as count from audit_entries where leaf_index is null and created_at < $1::timestamptz - interval '10 minutes'",
        [look.at],
      ),
    );
    return judge(
      { logs: logs.length, entries_verified: logs.reduce((sum, one) => sum + one.entries, 0), waiting: late!.count },
      [logs.every((one) => one.isSigned), "The head of a log is not signed by this deployment."],
      [logs.every((one) => one.changed === 0), "An entry of a log was changed after it was sealed."],
      [logs.every((one) => one.catches), "A changed entry would not be noticed."],
      [late!.count === 0, "Entries wait longer than ten minutes for their place in the log."],
    );
  },
});
