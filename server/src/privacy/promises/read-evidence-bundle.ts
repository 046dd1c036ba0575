import type { Work } from "../../framework/context.ts";
import { acrossTenants, type Db } from "../../framework/database/tenant.ts";
import { readLogBundle } from "../audit/read-log-bundle.ts";
import type { StoredLeaf } from "../log/write-audit-bundle.ts";
import type { Evidence } from "./read-knowledge.ts";
import { detailsOf, leafOfEvidence, promisesLog } from "./record-evidence.ts";

type StoredEvidence = Evidence & { salt: Buffer; details_commitment: string };

/**
 * The log of what was seen of promises, as the file that verifies offline like an audit log. What is older than its
 * retention has left its hash.
 */
export async function* readEvidenceBundle({
  database,
  keyring,
  deployment,
}: Pick<Work, "database" | "keyring" | "deployment">): AsyncGenerator<string> {
  const query: Db["query"] = (sql, values) =>
    acrossTenants(database, "read the log of promises", (db) => db.query(sql, values));
  const means = { db: { query }, keyring, host: new URL(deployment.origin).host };
  yield* readLogBundle(means, promisesLog, async ({ origin, from, to }) => {
    const rows = await query<StoredEvidence>(
      `select id, promise, outcome, saw, wrong, salt, details_commitment, leaf_index::float8 as leaf_index, created_at
       from promise_evidence where leaf_index >= $1 and leaf_index < $2`,
      [from, to],
    );
    const byIndex = new Map(rows.map((row) => [row.leaf_index, row]));
    return (index, leafHash) => describeLeaf(byIndex.get(index), { index, leafHash, origin });
  });
}

function describeLeaf(
  row: StoredEvidence | undefined,
  { origin, ...leaf }: { index: number; leafHash: Buffer; origin: string },
): StoredLeaf {
  if (!row) return leaf;
  const value = detailsOf({ saw: row.saw, ...(row.wrong === null ? {} : { wrong: row.wrong }) });
  return { ...leaf, entry: leafOfEvidence(row, origin).leaf, opened: { details: { salt: row.salt, value } } };
}
