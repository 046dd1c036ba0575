import { askTogether } from "../../framework/database/ask-together.ts";
import { port } from "../../framework/ports.ts";
import { acrossTenants, type Database, type Db, onceAcrossTenants } from "../../framework/database/tenant.ts";
import type { Delivery } from "./delivery.ts";
import { type BucketAsk, takeTokens } from "./take-tokens.ts";

/** A delivery, and how its target is. */
export type Found = Delivery & { paused_until: Date | null; failures: number; is_suspended: boolean };

export type Begin = {
  id: string;
  attemptId: string;
  at: Date;
  leaseUntil: Date;
  what: "send" | "retract";
  verdict: string | null;
};

export type Success = {
  id: string;
  attemptId: string;
  number: number;
  at: Date;
  status: number | null;
  remoteId: string | null;
  costMicros: number | null;
  headMs: number | null;
  totalMs: number | null;
  trace: Buffer | null;
};

/**
 * What every delivery asks of the database in the same words: asked together by all that are under way in this process, which
 * makes a commit serve many.
 */
export type DeliveryDesk = {
  find(id: string): Promise<Found | undefined>;
  /** Puts on record, durably, that something is about to be sent. Nothing where somebody else did, or where it may not be any more. */
  begin(asked: Begin): Promise<{ number: number } | undefined>;
  succeed(done: Success): Promise<{ id: string } | undefined>;
  /** How long to wait, where some bucket has no token left. */
  takeTokens(asked: BucketAsk): Promise<number | undefined>;
};

export const deliveryDeskPort = port<DeliveryDesk>("deliveries.desk");

const inOrder = <Q, R extends { id: string }>(asked: readonly (Q & { id: string })[], rows: readonly R[]) => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return asked.map(({ id }) => byId.get(id));
};

type Begun = { attempt_id: string; number: number };

export function openDesk(database: Database): DeliveryDesk {
  const find = askTogether<{ id: string }, Found>(async (asked) => {
    const statement = { text: findSql, values: [asked.map(({ id }) => id)] };
    return inOrder(asked, await onceAcrossTenants<Found>(database, "read deliveries", statement));
  });
  const begin = askTogether<Begin, Begun>(async (asked) => {
    const values = [
      asked.map(({ id }) => id),
      asked.map(({ attemptId }) => attemptId),
      asked.map(({ at }) => at),
      asked.map(({ leaseUntil }) => leaseUntil),
      asked.map(({ what }) => what),
      asked.map(({ verdict }) => verdict),
    ];
    const statement = { text: beginSql, values };
    const begun = await onceAcrossTenants<Begun>(database, "begin deliveries", statement);
    // By the attempt: of two that ask for the same delivery at the same moment one begins it.
    const byAttempt = new Map(begun.map((row) => [row.attempt_id, row]));
    return asked.map(({ attemptId }) => byAttempt.get(attemptId));
  });
  const succeed = askTogether<Success, { id: string }>(async (asked) => {
    const statement = { text: succeedSql, values: columnsOf(asked) };
    return inOrder(asked, await onceAcrossTenants<{ id: string }>(database, "end deliveries", statement));
  });
  const take = askTogether<BucketAsk, number>((asked) =>
    acrossTenants(database, "count deliveries", (db) => takeTokens(db, asked)),
  );
  return { find: (id) => find({ id }), begin, succeed, takeTokens: take };
}

/** The same for one, in the transaction that tells of it. */
export async function endWell(db: Db, done: Success): Promise<{ id: string } | undefined> {
  const [ended] = await db.query<{ id: string }>(succeedSql, columnsOf([done]));
  return ended;
}

const columnsOf = (asked: readonly Success[]): unknown[] => [
  asked.map(({ id }) => id),
  asked.map(({ attemptId }) => attemptId),
  asked.map(({ number }) => number),
  asked.map(({ at }) => at),
  asked.map(({ status }) => status),
  asked.map(({ remoteId }) => remoteId),
  asked.map(({ costMicros }) => costMicros),
  asked.map(({ headMs }) => headMs),
  asked.map(({ totalMs }) => totalMs),
  asked.map(({ trace }) => trace),
];

const findSql = `select d.*, t.paused_until, coalesce(t.failures, 0) as failures, o.suspended_at is not null as is_suspended from deliveries d
  left join delivery_targets t on t.holder = d.holder and t.target = d.target
  left join organizations o on o.organization_id = d.organization_id where d.id = any($1)`;

/**
 * Whom it is for is locked until this is written: an erasure that comes first leaves no key to find, and one that comes
 * after knows of the attempt. A single statement, so that all of a batch are begun by one commit.
 */
const beginSql = `
  with asked as (
    select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[], $6::text[])
      as a(id, attempt_id, at, lease_until, what, verdict)
  ), alive as materialized (
    select k.subject_id from subject_keys k where k.cls = 'comms_log' and not k.has_ended and k.subject_id in (
      select coalesce(d.contact_id, d.user_id) from asked a join deliveries d on d.id = a.id)
    order by k.subject_id for key share
  ), begun as (
    update deliveries d set state = 'attempting', attempts = d.attempts + 1, lease_until = a.lease_until,
      first_tried_at = coalesce(d.first_tried_at, a.at)
    from asked a
    where d.id = a.id and d.state in ('intent', 'retry_wait') and d.next_at <= a.at
      and (d.expires_at is null or d.expires_at > a.at)
      and (coalesce(d.contact_id, d.user_id) is null or coalesce(d.contact_id, d.user_id) in (select subject_id from alive))
    returning d.id, d.holder, d.attempts, a.attempt_id, a.at, a.what, a.verdict
  ), tried as (
    insert into delivery_attempts (id, holder, delivery_id, number, what, state, verdict, started_at)
    select attempt_id, holder, id, attempts, what, 'running', verdict, at from begun
  )
  select attempt_id, attempts as number from begun`;

/** A success of a delivery that somebody else ended meanwhile changes nothing. */
const succeedSql = `
  with asked as (
    select * from unnest($1::text[], $2::text[], $3::int[], $4::timestamptz[], $5::int[], $6::text[], $7::bigint[], $8::int[], $9::int[], $10::bytea[])
      as a(id, attempt_id, number, at, status, remote_id, cost_micros, head_ms, total_ms, trace)
  ), ended as (
    update deliveries d set state = 'succeeded', ended_at = a.at, lease_until = null, reason = null, payload = null,
      remote_id = coalesce(a.remote_id, d.remote_id), cost_micros = a.cost_micros
    from asked a where d.id = a.id and d.state = 'attempting' and d.attempts = a.number
    returning d.id, d.holder, d.target, a.at
  ), tried as (
    update delivery_attempts t set state = 'succeeded', ended_at = a.at, status = a.status, head_ms = a.head_ms,
      total_ms = a.total_ms, trace = a.trace
    from asked a where t.id = a.attempt_id and t.state = 'running'
  ), healthy as (
    insert into delivery_targets as t (holder, target, last_success_at, changed_at)
    select holder, target, max(at), max(at) from ended where target is not null group by holder, target order by holder, target
    on conflict (holder, target) do update set failures = 0, failing_since = null, paused_until = null,
      last_success_at = excluded.last_success_at, changed_at = excluded.changed_at
    where t.failures > 0 or t.last_success_at is null or t.last_success_at < excluded.last_success_at - interval '1 minute'
  )
  select id from ended`;
