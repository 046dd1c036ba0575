import type { Work } from "../../framework/context.ts";
import { dayMs, later, minuteMs, secondMs } from "../../framework/clock.ts";
import type { JobContext } from "../../framework/jobs/jobs.ts";
import type { DeliveryTrace, SendResult } from "../../integrations/roles/deliveries/delivery.ts";
import type { DeliveryFailure } from "../../integrations/roles/deliveries/delivery-failure.ts";
import { type Delivery, scopeOf, subjectOf } from "./delivery.ts";
import { deliveryEnded, deliverySucceeded, deliveryUnconfirmed } from "./events.ts";
import { holdTarget, releaseTarget } from "./hold-target.ts";
import { inTurn } from "./in-turn.ts";
import type { DeliveryKind, FailedTarget } from "./kind.ts";
import { deliveryDeskPort, endWell, type Success } from "./open-desk.ts";
import { findNextInOrder, lockOrder } from "./order.ts";
import type { PassedDelivery } from "./pass-delivery.ts";
import { shortenTrace } from "./shorten-trace.ts";
import { waitAfter } from "./retry-policy.ts";
import { deliveryAttempts } from "./tables.ts";

export type Means = {
  ctx: JobContext;
  kind: DeliveryKind;
  /** Asks, in a step's transaction, for a delivery to be looked at. */
  again(step: Work, delivery: Pick<Delivery, "id" | "priority">, at: Date): Promise<void>;
};

/** `failures`: of its target in a row, before this attempt. */
export type Tried = {
  delivery: Delivery;
  failures: number;
  attemptId: string;
  passed: Pick<PassedDelivery, "reserved" | "hasWords">;
};
type Failed = Extract<SendResult, { outcome: "failed" }>;
type Accepted = Extract<SendResult, { outcome: "accepted" }>;

/** So many failures in a row, and a target is left alone for a while; each further one makes the while longer. */
const failuresBeforePause = 5;
const pauseMs = 30 * secondMs;
const pauseMostMs = 30 * minuteMs;

const inStep = <T>({ ctx }: Means, delivery: Delivery, work: (step: Work) => Promise<T>): Promise<T> =>
  ctx.inScope(work, scopeOf(delivery));

type Waiting = { state: Delivery["state"]; next_at: Date; lease_until: Date | null };

/**
 * It is looked at when its row says, and nothing else has happened. The row is read anew and held: whoever moves it afterwards
 * finds the job, and moves it along.
 */
export const lookAgain = (means: Means, delivery: Delivery, notBefore?: Date): Promise<void> =>
  inStep(means, delivery, async (step) => {
    const [held] = await step.db.query<Waiting>(
      "select state, next_at, lease_until from deliveries where id = $1 and ended_at is null for update",
      [delivery.id],
    );
    if (!held) return;
    const at = held.state === "attempting" ? held.lease_until! : held.next_at;
    await means.again(step, delivery, notBefore && notBefore > at ? notBefore : at);
  });

/** It is looked at later than was said. */
export async function postpone(means: Means, delivery: Delivery, waitMs: number): Promise<void> {
  const at = later(means.ctx.clock.now(), waitMs);
  await inStep(means, delivery, async (step) => {
    await step.db.query("update deliveries set next_at = $2 where id = $1 and state in ('intent', 'retry_wait')", [
      delivery.id,
      at,
    ]);
    await means.again(step, delivery, at);
  });
}

/** What went over the wire, sealed for whom it was; nothing where they were erased meanwhile. */
async function sealTrace(
  ctx: Work,
  { delivery, attemptId, passed }: Tried,
  whole: DeliveryTrace,
): Promise<Buffer | null> {
  const trace = passed.hasWords ? await shortenTrace(ctx, delivery, whole) : whole;
  const { headMs: _h, totalMs: _t, ...wire } = trace;
  const subject = subjectOf(delivery);
  const key = (await ctx.keys.many(subject.kind, [subject.id], "comms_log")).get(subject.id);
  return key ? ctx.seal(deliveryAttempts, key, { id: attemptId, trace: wire }).trace : null;
}

/** It happened. What an event tells of is ended together with it; all others together with whatever else ends now. */
export async function recordSuccess(means: Means, tried: Tried, result: Accepted): Promise<void> {
  const { ctx } = means;
  const { delivery, attemptId } = tried;
  const costMicros = await tried.passed.reserved.settle();
  const { headMs = null, totalMs = null } = result.trace;
  const done = {
    id: delivery.id,
    attemptId,
    number: delivery.attempts,
    at: ctx.clock.now(),
    status: result.status ?? null,
    remoteId: plainId(result.remoteId),
    costMicros,
    headMs,
    totalMs,
    trace: await sealTrace(ctx, tried, result.trace),
  };
  const ended = await (isToldOf(means, delivery)
    ? inStep(means, delivery, (step) => succeedAndTell(step, delivery, done))
    : ctx.port(deliveryDeskPort).succeed(done));
  const { holder, target } = delivery;
  if (ended && target && tried.failures > 0)
    await inStep(means, delivery, (step) => releaseTarget(step, { holder, target }));
  if (ended && delivery.order_key) await passTurn(means, delivery);
  if (ended && means.kind.onEnded) await inStep(means, delivery, (step) => means.kind.onEnded!(step, delivery));
}

async function succeedAndTell(step: Work, delivery: Delivery, done: Success): Promise<{ id: string } | undefined> {
  const ended = await endWell(step.db, done);
  if (ended) await step.emit(deliverySucceeded, factsOf(delivery));
  return ended;
}

/** Whether there is anybody to tell: what a person has alone, no webhook tells of. */
const isToldOf = ({ kind }: Pick<Means, "kind">, { organization_id }: Delivery) =>
  !kind.silent && organization_id !== null;

/** Whatever the other side calls it, as one word: ids from elsewhere are not ours to trust. */
export const plainId = (id: string | undefined): string | null =>
  id?.replaceAll(/[^\w.:@<>=+/-]/g, "").slice(0, 200) || null;

/** It did not happen, or nobody knows. */
export async function recordFailure(means: Means, tried: Tried, { failure, trace }: Failed): Promise<void> {
  const { ctx, kind } = means;
  const { delivery, attemptId } = tried;
  const isUnknown = failure.mayHaveHappened && !isRepeatable(kind, delivery, ctx.clock.now());
  if (!failure.mayHaveHappened) await tried.passed.reserved.release();
  const sealed = await sealTrace(ctx, tried, trace);
  const note = async (step: Work) => {
    await endAttempt(
      step,
      { id: attemptId, deliveryId: delivery.id },
      {
        state: failure.mayHaveHappened ? "unknown" : "failed",
        failure,
        trace: sealed,
        times: trace,
      },
    );
    await (isUnknown
      ? becomeUnconfirmed(means, step, delivery, failure.code)
      : tryLater(means, step, delivery, failure));
  };
  await inTurn(`${delivery.holder}|${delivery.target ?? delivery.id}`, () => inStep(means, delivery, note));
}

type EndOfAttempt = {
  state: "failed" | "unknown";
  failure: DeliveryFailure;
  trace: Buffer | null;
  times: DeliveryTrace;
};

/** Locks its delivery first, as everybody does. */
async function endAttempt(
  step: Work,
  { id, deliveryId }: { id: string; deliveryId: string },
  { state, failure, trace, times }: EndOfAttempt,
): Promise<void> {
  await step.db.query(
    `with held as (select id from deliveries where id = $9 for update)
     update delivery_attempts set state = $2, ended_at = $3, status = $4, reason = $5, head_ms = $6, total_ms = $7, trace = $8
     where id = $1 and state = 'running' and delivery_id in (select id from held)`,
    [
      id,
      state,
      step.clock.now(),
      failure.status ?? null,
      failure.code,
      times.headMs ?? null,
      times.totalMs ?? null,
      trace,
      deliveryId,
    ],
  );
}

/** Whether the same thing may be sent once more without it happening twice. */
export function isRepeatable({ integration }: DeliveryKind, delivery: Delivery, at: Date): boolean {
  const { repeat, idempotentForMs } = integration.profile;
  if (repeat === "recognised") return true;
  if (repeat !== "idempotent") return false;
  const since = delivery.first_tried_at ?? at;
  return idempotentForMs === undefined || at.getTime() - since.getTime() < idempotentForMs;
}

/** In the transaction that notes a failure: another attempt, or the end. */
export async function tryLater(means: Means, step: Work, delivery: Delivery, failure: DeliveryFailure): Promise<void> {
  const { kind, again } = means;
  const target = delivery.target ? await noteFailure(step, delivery, failure) : undefined;
  const waitMs = waitAfter(kind.retry, delivery.attempts - delivery.attempts_before, failure, Math.random);
  const at = later(step.clock.now(), waitMs ?? 0);
  if (waitMs === undefined || (delivery.expires_at && at >= delivery.expires_at)) {
    await endOrDoubt(means, step, delivery, { state: failure.retryable ? "dead" : "failed", reason: failure.code });
  } else {
    const moved = await step.db.query(
      `update deliveries set state = 'retry_wait', next_at = $3, lease_until = null, unconfirmed_since = null, reason = $4
       where id = $1 and attempts = $2 and state in ('attempting', 'unconfirmed') returning id`,
      [delivery.id, delivery.attempts, at, failure.code],
    );
    if (moved.length > 0) await again(step, delivery, at);
  }
  await kind.onFailed?.(step, { delivery, failure, target });
}

/** A target that fails again and again is left alone, longer each time. What goes wrong with one recipient says nothing of the others. */
async function noteFailure(
  step: Work,
  { holder, target }: Delivery,
  { code }: DeliveryFailure,
): Promise<FailedTarget | undefined> {
  if (code === "delivery.recipient_refused" || code === "delivery.content_refused") return undefined;
  const at = step.clock.now();
  const [row] = await step.db.query<{
    failures: number;
    failing_since: Date;
    paused_until: Date | null;
    pause_ms: number;
    is_new: boolean | null;
  }>(
    `insert into delivery_targets as t (holder, target, failures, failing_since, changed_at) values ($1, $2, 1, $3, $3)
     on conflict (holder, target) do update set failures = t.failures + case when t.paused_until > $3 then 0 else 1 end, failing_since = coalesce(t.failing_since, $3),
       changed_at = $3, paused_until = case when t.failures + 1 < $4 or t.paused_until > $3 then t.paused_until
         else $3::timestamptz + least($5 * power(2, least(t.failures + 1 - $4, 20)), $6) * interval '1 millisecond' end
     returning failures, failing_since, paused_until, (extract(epoch from paused_until - $3) * 1000)::float8 as pause_ms,
       failures >= $4 and paused_until = $3::timestamptz
         + least($5 * power(2, least(failures - $4, 20)), $6) * interval '1 millisecond' as is_new`,
    [holder, target, at, failuresBeforePause, pauseMs, pauseMostMs],
  );
  // A pause that is in force, and the next one, are not made longer by whatever was under way when it began.
  if (row!.is_new && row!.paused_until && target)
    await holdTarget(step, { holder, target }, { until: row!.paused_until, spreadMs: row!.pause_ms });
  return { failures: row!.failures, failingSince: row!.failing_since };
}

/** A person has to find out; nothing looks at it by itself any more. */
export const untilSomebodyLooks = (now: Date): Date => later(now, 3650 * dayMs);

/** Nobody knows whether it happened, and it must not happen twice. */
export async function becomeUnconfirmed(means: Means, step: Work, delivery: Delivery, reason: string): Promise<void> {
  const { confirmAfterMs = 0, repeat } = means.kind.integration.profile;
  const now = step.clock.now();
  const at = repeat === "read_back" ? later(now, confirmAfterMs) : untilSomebodyLooks(now);
  const moved = await step.db.query(
    `update deliveries set state = 'unconfirmed', unconfirmed_since = coalesce(unconfirmed_since, $4), next_at = $3, lease_until = null,
       reason = $5 where id = $1 and attempts = $2 and state = 'attempting' returning id`,
    [delivery.id, delivery.attempts, at, now, reason],
  );
  if (moved.length === 0) return;
  if (repeat === "read_back") await means.again(step, delivery, at);
  else await step.emit(deliveryUnconfirmed, factsOf(delivery));
}

/** Nothing of what it was can be read any more. */
export const recipientErased = "deliveries.recipient_erased";

type End = { state: "succeeded" | "failed" | "dead" | "canceled"; reason: string };

/** Ends what has not ended, in a transaction of its own. */
export const giveUp = (means: Means, delivery: Delivery, ending: End): Promise<void> =>
  inStep(means, delivery, (step) => endOrDoubt(means, step, delivery, ending));

/** An attempt of which nobody heard, and that nobody denied since by looking. */
const doubtSql = `select 1 from delivery_attempts a where a.holder = $1 and a.delivery_id = $2 and a.what = 'send' and a.state = 'unknown'
  and not exists (select from delivery_attempts b where b.holder = $1 and b.delivery_id = $2 and b.what in ('confirm', 'settle')
    and b.state = 'failed' and b.number >= a.number) limit 1`;

/** It goes on no more. Where somebody acts on what became of it, what may have happened is left for a person to find out. */
async function endOrDoubt(means: Means, step: Work, delivery: Delivery, ending: End): Promise<void> {
  const { holder, id, attempts, action } = delivery;
  const mayDoubt = means.kind.keepsDoubt && action === "send" && ending.reason !== recipientErased;
  if (!mayDoubt || (await step.db.query(doubtSql, [holder, id])).length === 0)
    return void (await end(means, step, delivery, ending));
  const now = step.clock.now();
  const moved = await step.db.query(
    `update deliveries set state = 'unconfirmed', unconfirmed_since = coalesce(unconfirmed_since, $4), next_at = $3, lease_until = null,
       reason = $5 where id = $1 and attempts = $2 and ended_at is null returning id`,
    [id, attempts, untilSomebodyLooks(now), now, ending.reason],
  );
  if (moved.length > 0) await step.emit(deliveryUnconfirmed, factsOf(delivery));
}

/** Ends a delivery once; whose turn is next in its order is next. */
export async function end(
  means: Pick<Means, "kind" | "again">,
  step: Work,
  delivery: Delivery,
  { state, reason }: End,
): Promise<boolean> {
  const ended = await step.db.query(
    `update deliveries set state = $3, ended_at = $4, lease_until = null, reason = $5,
       payload = case when $3 = 'canceled' then null else payload end
     where id = $1 and attempts = $2 and ended_at is null returning id`,
    [delivery.id, delivery.attempts, state, step.clock.now(), state === "succeeded" ? null : reason],
  );
  if (ended.length === 0) return false;
  if (delivery.order_key) await passOn(means, step, delivery);
  await means.kind.onEnded?.(step, delivery);
  if (state === "succeeded") {
    if (isToldOf(means, delivery)) await step.emit(deliverySucceeded, factsOf(delivery));
    return true;
  }
  if (!means.kind.silent) await step.emit(deliveryEnded, { ...factsOf(delivery), state, reason });
  await means.kind.onGivenUp?.(step, delivery, reason);
  return true;
}

/** The same for what has ended already. */
export const passTurn = (means: Means, delivery: Delivery): Promise<void> =>
  inStep(means, delivery, (step) => passOn(means, step, delivery));

/** Whoever waited behind it has its turn. */
async function passOn({ again }: Pick<Means, "again">, step: Work, { holder, order_key }: Delivery): Promise<void> {
  await lockOrder(step, holder, order_key!);
  const next = await findNextInOrder(step, holder, order_key!);
  if (next) await again(step, next, next.next_at);
}

export const factsOf = ({ id, kind, target, about }: Pick<Delivery, "id" | "kind" | "target" | "about">) => ({
  delivery_id: id,
  kind,
  target,
  about,
});
