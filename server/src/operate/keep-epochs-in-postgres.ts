import { randomBytes } from "node:crypto";
import pg from "pg";
import { epochId, type EpochStore } from "../framework/keys/epoch-store.ts";
import { KeyringError } from "../framework/keys/keyring.ts";

type Place = {
  url: string /** Whose keys they are: several deployments may share a database. */;
  deployment(): string;
};

const tableSql = `create table if not exists avow_epoch_keys (
  deployment text not null, id text not null, key bytea, primary key (deployment, id))`;

/** Several processes may make the table at once, and PostgreSQL lets one of them fail. */
const alreadyThere = new Set(["23505", "42P07"]);

/**
 * Epoch keys in a PostgreSQL database of their own, on another server than what they open and not in its backups. A
 * destroyed key leaves a row without a key, so that it is not made again; the table is rewritten without its bytes.
 * @throws KeyringError where it is Avow's own database, or cannot be reached
 */
export function keepEpochsInPostgres({ url, deployment }: Place): EpochStore {
  const connected = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    client.on("error", () => undefined); // the statement under way reports it
    try {
      await client.connect();
    } catch (error) {
      const { code } = error as { code?: string };
      throw new KeyringError(
        `The database of epoch keys (AVOW_EPOCH_DATABASE_URL) cannot be reached (${code ?? "?"}).`,
      );
    }
    try {
      await prepare(client);
      return await work(client);
    } finally {
      await client.end();
    }
  };
  return {
    name: "postgres",
    read: () =>
      connected(async (client) => {
        const sql = "select id, key from avow_epoch_keys where deployment = $1 and key is not null order by id";
        return (await client.query<{ id: string; key: Buffer }>(sql, [deployment()])).rows;
      }),
    async make(id) {
      if (!epochId.test(id)) throw new Error("that is no epoch's name");
      await connected(async (client) => {
        const values = [deployment(), id, randomBytes(32)];
        await client.query("insert into avow_epoch_keys values ($1, $2, $3) on conflict do nothing", values);
        const sql = "select 1 from avow_epoch_keys where deployment = $1 and id = $2 and key is not null";
        if ((await client.query(sql, [deployment(), id])).rowCount === 0) throw new Error(`epoch ${id} has ended`);
      });
    },
    mend: async () => undefined, // its copies are PostgreSQL's own
    destroy: (id) =>
      connected(async (client) => {
        const values = [deployment(), id];
        const { rowCount } = await client.query(
          "update avow_epoch_keys set key = null where deployment = $1 and id = $2 and key is not null",
          values,
        );
        await client.query("insert into avow_epoch_keys values ($1, $2, null) on conflict do nothing", values);
        if (rowCount) await client.query("vacuum full avow_epoch_keys");
      }),
  };
}

async function prepare(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ own: boolean; has: boolean }>(
    "select to_regclass('public.subject_keys') is not null as own, to_regclass('public.avow_epoch_keys') is not null as has",
  );
  if (rows[0]?.own)
    throw new KeyringError(
      "AVOW_EPOCH_DATABASE_URL names the database that Avow's data is in. Keys beside what they open protect nothing: name another, best on another server.",
    );
  if (rows[0]?.has) return;
  await client.query(tableSql).catch((error: unknown) => {
    if (!alreadyThere.has((error as { code?: string }).code ?? "")) throw error;
  });
}
