import type pg from "pg";
import type { Keyring } from "../../framework/keys/keyring.ts";

/**
 * After keys were put into a database: those under an epoch whose key is destroyed open nothing and go, the others'
 * epochs are in force. Does nothing in a database from before there were epochs; its migration does it.
 */
export async function settleEpochs(client: pg.Client, keyring: Keyring): Promise<void> {
  const known = keyring.epochs().map(({ id }) => id);
  await client.query("delete from subject_keys where epoch <> all($1)", [known]);
  const { rows } = await client.query<{ has: boolean }>("select to_regclass('public.key_epochs') is not null as has");
  if (!rows[0]?.has) return;
  await client.query("delete from key_epochs where id <> all($1)", [known]);
  await client.query(
    `insert into key_epochs (id, state, store, begun_at)
     select distinct epoch, 'leaving', 'file', left(epoch, 10)::timestamptz from subject_keys on conflict do nothing`,
  );
  await client.query(
    `update key_epochs set state = 'current', begun_at = coalesce(begun_at, left(id, 10)::timestamptz)
     where id = (select max(id) from key_epochs) and not exists (select 1 from key_epochs where state = 'current')`,
  );
}
