import { later, secondMs } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import type { JobContext } from "../../../framework/jobs/jobs.ts";
import { ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import { ifThere, openRun, type OpenRun, type RunRow, runsKey } from "../find-run.ts";
import type { RunState } from "../tables.ts";
import { announceRun, runsChannel } from "../announce-run.ts";

/** Whoever holds a run renews this; who comes later finds it run out. */
const heldMs = 8 * secondMs;
const renewMs = 2.5 * secondMs;

/** Somebody else has the run, or it is over or gone. */
export class RunLost extends Error {
  override readonly name = "RunLost";
}

/** Asks, in a step's transaction, for a run to be looked at. */
export type Again = (step: Work, runId: string, at?: Date) => Promise<void>;

export type HeldRun = {
  ctx: JobContext;
  again: Again;
  /** As it was read last. */
  run: OpenRun;
  /** Ends what is under way: the run was cancelled, or is somebody else's. */
  signal: AbortSignal;
  /** A short transaction that writes only while the run is held. @throws RunLost */
  write<T>(work: (step: Work) => Promise<T>): Promise<T>;
  /** Reads it again. @throws RunLost */
  look(): Promise<OpenRun>;
  /** Lets go of it until something happens. @returns false where something has happened since it was looked at */
  pause(state: RunState): Promise<boolean>;
  /** Shown as queued until its time has come; that counts as work. */
  rest(): Promise<void>;
  /** Lets go of it where that was not done. */
  release(): Promise<void>;
};

const takeSql = `update runs set holder = $3, held_until = $4, started_at = coalesce(started_at, $5),
    deadline_at = deadline_at + coalesce($5 - waiting_since, interval '0'), waiting_since = null, state = 'running', revision = revision + 1
  where workspace_id = $1 and id = $2 and ended_at is null and (holder is null or held_until <= $5 or starts_with(holder, $6))
  returning *`;

/** Takes a run that nobody works on. Nothing where there is none to take: whoever holds it sees that it was woken. */
export async function holdRun(ctx: JobContext, id: string, again: Again): Promise<HeldRun | undefined> {
  const { workspaceId } = ctx.scope;
  // An earlier try of the same job has lost its lease: what it held need not be waited for.
  const tries = `${ctx.scope.principal ?? ctx.newId("hld")}/`;
  const token = `${tries}${ctx.attempt}`;
  const under = await ifThere(runsKey(ctx));
  if (!under) return undefined;
  const now = ctx.clock.now();
  const values = [workspaceId, id, token, later(now, heldMs), now, tries];
  const [row] = await ctx.inScope((step) => step.db.query<RunRow>(takeSql, values));
  if (!row) return undefined;
  const lost = new AbortController();
  const mine = "workspace_id = $1 and id = $2 and holder = $3";
  const who = [workspaceId, id, token];
  const held: HeldRun = {
    ctx,
    again,
    run: openRun(ctx, under, row),
    signal: AbortSignal.any([ctx.signal, lost.signal]),
    write: (work) =>
      ctx.inScope(async (step) => {
        const [found] = await step.db.query(
          `update runs set revision = revision + 1 where ${mine} and ended_at is null returning id`,
          who,
        );
        if (!found) throw new RunLost();
        const written = await work(step);
        await announceRun(step.db, id);
        return written;
      }),
    async look() {
      const [found] = await ctx.db.query<RunRow>(`select * from runs where ${mine}`, who);
      if (!found) throw new RunLost();
      held.run = openRun(ctx, under, found);
      return held.run;
    },
    pause: (state) =>
      ctx.inScope(async (step) => {
        const left = await step.db.query(
          `update runs set state = $4, holder = null, held_until = null, waiting_since = $5, revision = revision + 1
           where ${mine} and woken = $6 returning id`,
          [...who, state, ctx.clock.now(), held.run.woken],
        );
        if (left.length > 0) await announceRun(step.db, id);
        return left.length > 0;
      }),
    async rest() {
      await held.write((step) =>
        step.db.query("update runs set state = 'queued' where workspace_id = $1 and id = $2", [workspaceId, id]),
      );
    },
    async release() {
      clearInterval(every);
      unsubscribe();
      const freed = `update runs set holder = null, held_until = null where ${mine}`;
      await ctx.inScope((step) => step.db.query(freed, who)).catch(() => undefined); // its time runs out
    },
  };
  const check = async () => {
    const until = later(ctx.clock.now(), heldMs);
    const renewed = await ctx.db.query<{ cancel_asked_at: Date | null }>(
      `update runs set held_until = $4 where ${mine} returning cancel_asked_at`,
      [...who, until],
    );
    if (!renewed[0]) lost.abort(new RunLost());
    else if (renewed[0].cancel_asked_at) lost.abort(new ProviderError("provider.cancelled"));
  };
  const renew = () => void check().catch((err: unknown) => ctx.log.warn({ err }, "a run could not be renewed"));
  const every = setInterval(renew, renewMs);
  const unsubscribe = ctx.signals.subscribe(runsChannel, (heard) => {
    if (heard === `${id} cancel`) renew();
  });
  return held;
}
