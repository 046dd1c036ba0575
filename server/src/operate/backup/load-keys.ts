import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Clock } from "../../framework/clock.ts";
import type { Keyring } from "../../framework/keys/keyring.ts";
import { listApplied } from "../schema/apply-migrations.ts";
import { closeUnreadable } from "./close-unreadable.ts";
import { backupErrors } from "./errors.ts";
import { copySql } from "./list-stored-tables.ts";
import { openBackup } from "./open-backup.ts";
import { readBackup } from "./read-backup.ts";
import { dropForeignKeys, letOwnerWrite } from "./set-aside-constraints.ts";
import { settleEpochs } from "./settle-epochs.ts";

type Load = { client: pg.Client; keysFile: string; identities: readonly string[]; keyring: Keyring; clock: Clock };

/**
 * Data then, keys now, for a database that was brought back by other means than a backup of Avow's: its keys are
 * replaced by the newest copy, in one transaction, and whoever has none any more is hidden and erased anew.
 * @throws any of backupErrors
 */
export async function loadKeys({ client, keysFile, identities, keyring, clock }: Load) {
  await client.query("begin");
  try {
    const putBack = [await letOwnerWrite(client), await dropForeignKeys(client)];
    const applied = await listApplied(client);
    const { tables } = await readBackup(await openBackup(keysFile, identities), keyring, {
      async header({ contents, migrations }) {
        if (contents !== "keys") throw backupErrors.unreadable({ detail: "it holds data, not keys" });
        const unknown = migrations.find((name) => !applied.includes(name));
        if (unknown) throw backupErrors.newer_version({ migration: unknown });
      },
      async table({ table, columns }, rows) {
        await client.query(`delete from ${table}`);
        const copy = client.query(copyFrom(copySql({ name: table, columns }, "from stdin")));
        await pipeline(Readable.from(rows, { objectMode: false }), copy);
        return copy.rowCount;
      },
    });
    await settleEpochs(client, keyring);
    const unreadable = await closeUnreadable(client, clock);
    for (const again of putBack) await again();
    await client.query("commit");
    return { keys: tables.find(({ table }) => table === "subject_keys")?.rows ?? 0, unreadable };
  } catch (error) {
    await client.query("rollback").catch(() => undefined); // the connection is gone, and the transaction with it
    throw error;
  }
}
