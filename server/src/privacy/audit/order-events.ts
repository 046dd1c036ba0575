import type { Work } from "../../framework/context.ts";
import { acrossTenants, type Db } from "../../framework/database/tenant.ts";

/** Says whose events have got their numbers, with the organization's id. */
export const eventsChannel = "avow_events";

const batchMax = 1000;
/** The stream of events that belong to no organization. */
const withoutOrganization = "deployment";

/**
 * Gives events their order within their organization, once their transactions are visible: a receiver that has seen
 * number n will never meet a smaller one later.
 */
export async function orderEvents({ database }: Pick<Work, "database">): Promise<void> {
  const waiting = await acrossTenants(database, "find events without an order", (db) =>
    db.query<{ stream: string }>(
      "select distinct coalesce(organization_id, $1) as stream from events where sequence is null",
      [withoutOrganization],
    ),
  );
  for (const { stream } of waiting) {
    while ((await acrossTenants(database, "put events in order", (db) => orderBatch(db, stream))) === batchMax);
  }
}

/** The stream's row is locked first, so that numbers are given one batch after the other. */
async function orderBatch(db: Db, stream: string): Promise<number> {
  await db.query("insert into event_streams (stream, last_sequence) values ($1, 0) on conflict (stream) do nothing", [
    stream,
  ]);
  await db.query("select 1 from event_streams where stream = $1 for update", [stream]);
  const [ordered] = await db.query<{ count: number }>(
    `with next as (
       select id, row_number() over (order by position) as place from (
         select id, position from events where sequence is null and organization_id is not distinct from nullif($1, $2)
         order by position limit ${batchMax}) waiting
     ), numbered as (
       update events e set sequence = s.last_sequence + next.place
       from next, event_streams s where s.stream = $1 and e.id = next.id returning 1
     ), counted as (select count(*)::int as count from numbered)
     update event_streams s set last_sequence = s.last_sequence + counted.count
     from counted where s.stream = $1 returning counted.count`,
    [stream, withoutOrganization],
  );
  const count = ordered?.count ?? 0;
  if (count > 0) await db.query("select pg_notify($1, $2)", [eventsChannel, stream]);
  return count;
}
