import type pg from "pg";
import type { Clock } from "../../framework/clock.ts";
import { systemRole } from "../../framework/database/emit-ddl.ts";
import { readKeyring } from "../../framework/keys/keyring.ts";
import { compareRows } from "../backup/compare-rows.ts";
import { dumpDatabase } from "../backup/dump-database.ts";
import type { Contents } from "../backup/manifest.ts";
import { restoreDump } from "../backup/restore-backup.ts";
import { describeSize } from "../verbs/describe-size.ts";
import { connectAsOwner } from "./migrate.ts";

type Copy = { from: string; to: string; keysFolder: string; clock: Clock; version: string; say(line: string): void };

const sayEveryMs = 3000;

/**
 * Copies a deployment's database into an empty one, of whatever version of PostgreSQL: rows, keys and numbers as they
 * are, each table read out again and compared. Nobody else may write to it meanwhile.
 * @throws KeyringError, any of backupErrors
 */
export async function copyDatabase({ from, to, keysFolder, clock, version, say }: Copy): Promise<void> {
  const [source, target] = [await connectAsOwner(from), await connectAsOwner(to)];
  try {
    if (!(await holdsDeployment(source))) return;
    const keyring = readKeyring(keysFolder);
    await source.query(`set role ${systemRole}`);
    const tellProgress = openProgress(say);
    const dump = (contents: Contents) => async () => {
      const whole = { client: source, keyring, contents, takenAt: clock.now(), version };
      return tellProgress(dumpDatabase(whole, () => undefined));
    };
    const { tables } = await restoreDump({
      client: target,
      keyring,
      data: dump("data"),
      keys: dump("keys"),
      clock,
      async inspect(data, keys) {
        say("Everything is copied; it is compared now.");
        for (const manifest of [data, ...(keys ? [keys] : [])]) await compareRows(target, manifest);
      },
    });
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    say(`${rows} rows of ${tables.length} tables are the same in both.`);
  } finally {
    await Promise.all([source.end(), target.end()]);
  }
}

/** A start that was killed early leaves a cluster without tables. */
async function holdsDeployment(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query(
    "select 1 from pg_tables where schemaname = 'public' and tablename = 'deployments'",
  );
  return rows.length > 0;
}

function openProgress(say: (line: string) => void) {
  let [bytes, told] = [0, performance.now()];
  return async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      bytes += piece.length;
      if (performance.now() - told > sayEveryMs) {
        say(`${describeSize(bytes)} copied …`);
        told = performance.now();
      }
      yield piece;
    }
  };
}
