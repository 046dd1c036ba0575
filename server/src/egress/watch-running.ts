import type { Decide } from "../framework/request/authorize.ts";
import { type Clock, later, secondMs } from "../framework/clock.ts";
import type { Principal } from "../framework/context.ts";
import type { Logger } from "../framework/log.ts";
import type { Signals } from "../framework/database/signals.ts";
import { acrossTenants, type Database, type Db } from "../framework/database/tenant.ts";
import { ProviderError } from "../integrations/roles/calls/provider-error.ts";
import { refuseWhereLocked, refuseWhereOff, refuseWithoutRight } from "./check-ai.ts";
import { registerChannel } from "./processors/open-register.ts";
import type { ReadStandings, Standing, WorkIds } from "./ports.ts";

/** Says that a generation was asked to stop: look now instead of at the next poll. */
export const generationsChannel = "avow_generations";
/** Off means off within a second, and so does a right that was taken away, also where no notification arrives. */
const pollMs = 400;
/** A process that is gone for so long has lost its generations to the sweeper. */
export const leaseMs = 15 * secondMs;
const renewMs = 5 * secondMs;

export type RunningGenerations = {
  /** From here on the signal says when the call must end; its reason is what to throw. */
  begin(work: Watched, caller: AbortSignal): { signal: AbortSignal; end(): void };
};

/** Its lease ran out and the sweeper has settled it, or its rows were erased. */
class GenerationLost extends Error {
  override readonly name = "GenerationLost";
}

/** A generation, who asked for it, and what they needed to be allowed. */
export type Watched = WorkIds & {
  id: string;
  principal: Principal;
  permission: string;
  /** Throws where what the call rests on besides holds no longer. */
  recheck(): Promise<void>;
  /** What it has used until now: recorded whenever its lease is renewed, for the case that this process dies. */
  readSoFar(): { tokensIn: number; tokensOut: number; costMicros: number };
};
type Running = Watched & { abort: AbortController };
type Around = {
  database: Database;
  signals: Signals;
  clock: Clock;
  log: Logger;
  decide: Decide;
  readStandings: ReadStandings;
  /** Where it is said that a switch was turned. */
  switchChannel: string;
};

/**
 * Watches all generations of this process in one query, and keeps their leases. Asks nothing while none runs, and goes
 * on listening for a moment: the next one mostly comes soon.
 */
export function watchRunning(around: Around): RunningGenerations {
  const running = new Map<string, Running>();
  let timer: NodeJS.Timeout | undefined;
  let unsubscribe: (() => void)[] = [];
  let looking: Promise<void> | undefined;
  let renewedAt = performance.now();

  const look = () => {
    looking ??= lookOnce().finally(() => {
      looking = undefined;
    });
  };
  const lookOnce = async () => {
    const watched = [...running.values()];
    if (watched.length === 0) return stop();
    const isRenewal = performance.now() - renewedAt > renewMs;
    if (isRenewal) renewedAt = performance.now();
    try {
      const found = await acrossTenants(around.database, "watch running generations", async (db) => {
        const [alive, standings] = await Promise.all([
          readAlive(db, watched, isRenewal ? later(around.clock.now(), leaseMs) : undefined),
          around.readStandings(db, watched),
        ]);
        return watched.map((one, i) => ({ one, alive: alive.get(one.id), standing: standings[i] }));
      });
      await Promise.all(found.map(({ one, alive, standing }) => judge(around, one, alive, standing)));
    } catch (err) {
      around.log.warn({ err }, "running generations could not be watched"); // no switch can be turned there either
    }
  };
  const start = () => {
    renewedAt = performance.now();
    timer = setInterval(look, pollMs);
    unsubscribe = [generationsChannel, registerChannel, around.switchChannel].map((channel) =>
      around.signals.subscribe(channel, look),
    );
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    for (const end of unsubscribe) end();
  };

  return {
    begin(work, caller) {
      const abort = new AbortController();
      if (!timer) start();
      running.set(work.id, { ...work, abort });
      return {
        signal: AbortSignal.any([caller, abort.signal]),
        end() {
          running.delete(work.id);
        },
      };
    },
  };
}

type Alive = { id: string; is_stop_asked: boolean };

/** Which are still ours; with `leaseUntil`, their leases are renewed. */
async function readAlive(
  db: Db,
  watched: readonly Running[],
  leaseUntil: Date | undefined,
): Promise<Map<string, Alive>> {
  const keys = [watched.map((g) => g.workspaceId), watched.map((g) => g.id)];
  const asked = "unnest($1::text[], $2::text[]) as asked(workspace_id, id)";
  const mine = "g.workspace_id = asked.workspace_id and g.id = asked.id and g.state = 'running'";
  const columns = "g.id, g.stop_asked_at is not null as is_stop_asked";
  const rows = leaseUntil
    ? await db.query<Alive>(
        `update generations g set lease_until = $3, tokens_in = asked.tokens_in, tokens_out = asked.tokens_out, tokens_estimated = true,
           cost_micros = asked.cost from ${askedSoFar} where ${mine} returning ${columns}`,
        [...keys, leaseUntil, ...soFarOf(watched)],
      )
    : await db.query<Alive>(`select ${columns} from generations g join ${asked} on ${mine}`, keys);
  return new Map(rows.map((row) => [row.id, row]));
}

const askedSoFar =
  "unnest($1::text[], $2::text[], $4::int[], $5::int[], $6::bigint[]) as asked(workspace_id, id, tokens_in, tokens_out, cost)";

function soFarOf(watched: readonly Running[]): number[][] {
  const all = watched.map((one) => one.readSoFar());
  return [all.map((so) => so.tokensIn), all.map((so) => so.tokensOut), all.map((so) => so.costMicros)];
}

async function judge(
  { decide, clock }: Around,
  { abort, principal, permission, recheck }: Running,
  alive: Alive | undefined,
  standing: Standing | undefined,
): Promise<void> {
  if (!alive) return abort.abort(new GenerationLost());
  if (alive.is_stop_asked) return abort.abort(new ProviderError("provider.cancelled"));
  try {
    refuseWhereOff(standing?.ai);
    refuseWhereLocked(standing);
    await refuseWithoutRight(decide, { principal, rights: standing!.rights, permission, at: clock.now() });
    await recheck();
  } catch (refusal) {
    abort.abort(refusal);
  }
}
