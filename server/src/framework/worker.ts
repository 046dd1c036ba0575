import { hostname } from "node:os";
import type { App } from "./app.ts";
import { later, secondMs } from "./clock.ts";
import {
  claimJobs,
  type ClaimedJob,
  failJob,
  finishJob,
  type Job,
  type JobContext,
  jobsChannel,
  releaseJobs,
  renewLeases,
} from "./jobs.ts";
import { acrossTenants, type Db, inScope, proveScope, readIn } from "./tenant.ts";
import { around } from "./observe.ts";
import { Refusal } from "./errors.ts";
import { newSecret } from "./ids.ts";
import { insist } from "./insist.ts";
import { enqueueDue } from "./schedules.ts";
import { makeWork } from "./work.ts";

const leaseMs = 30 * secondMs;
const renewEveryMs = 8 * secondMs;
const pollMs = 500;
const runningMax = 32;
/** Long jobs mostly wait for others, and must not keep the short ones waiting. */
const runningLongMax = 200;

class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

export type Worker = {
  /** Instant of the last turn of the loop that reached the database. */
  lastBeat(): Date | undefined;
  /** Stops claiming, waits for what runs, and gives back what does not end in time. */
  stop(graceMs: number): Promise<void>;
};

type Running = { job: ClaimedJob; abort: AbortController; done: Promise<void> };

/** Claims and runs jobs until stopped. Any number of workers share one database. */
export function startWorker(app: App): Worker {
  const declared = new Map<string, Job>([...app.jobs, ...app.reactions].map((j) => [j.name, j]));
  const worker = `${hostname()}-${process.pid}-${newSecret().slice(0, 6)}`;
  const running = new Map<string, Running>();
  let beat: Date | undefined;
  let isStopping = false;
  let isCalled = false;
  let ring: () => void = () => undefined;
  /** Also during a turn, which may have looked too early to see what it is called for. */
  const wake = () => {
    isCalled = true;
    ring();
  };
  const unsubscribe = app.signals.subscribe(jobsChannel, wake);

  const turn = async (): Promise<number> => {
    const at = app.clock.now();
    await acrossTenants(app.database, "run due schedules", (db) => enqueueDue(db, [...declared.values()], at));
    const { queues, most } = listCapacity(declared, running);
    const claimed =
      most <= 0
        ? []
        : await acrossTenants(app.database, "claim jobs", (db) => claimJobs(db, { queues, most, worker, at, leaseMs }));
    // Claimed at the last moment: it is given back with whatever does not end in time.
    if (isStopping) return 0;
    for (const job of claimed) {
      const abort = new AbortController();
      const done = runJob(app, declared.get(job.queue)!, job, worker, abort.signal).finally(() => {
        running.delete(job.id);
        wake();
      });
      running.set(job.id, { job, abort, done });
    }
    beat = at;
    return claimed.length;
  };

  const renew = async () => {
    const ids = [...running.keys()];
    if (ids.length === 0) return;
    const held = await acrossTenants(app.database, "renew leases", (db) =>
      renewLeases(db, ids, worker, later(app.clock.now(), leaseMs)),
    );
    for (const id of ids) if (!held.has(id)) running.get(id)?.abort.abort(new LeaseLost());
  };

  const every = setInterval(
    () => void renew().catch((err: unknown) => app.log.warn({ err }, "leases could not be renewed")),
    renewEveryMs,
  );
  const loop = (async () => {
    while (!isStopping) {
      isCalled = false;
      const claimed = await turn().catch((err: unknown) => {
        app.log.warn({ err }, "the worker could not take its turn");
        return 0;
      });
      if (claimed === 0 && !isCalled && !isStopping)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, pollMs);
          ring = () => {
            clearTimeout(timer);
            resolve();
          };
        });
    }
  })();

  return {
    lastBeat: () => beat,
    async stop(graceMs) {
      isStopping = true;
      wake();
      await loop;
      unsubscribe();
      const all = Promise.allSettled([...running.values()].map(({ done }) => done));
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, graceMs).unref())]);
      for (const { abort } of running.values()) abort.abort(new LeaseLost());
      clearInterval(every);
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
      await acrossTenants(app.database, "release jobs", (db) => releaseJobs(db, worker, app.clock.now())).catch(
        (err: unknown) => app.log.warn({ err }, "leases run out by themselves"),
      );
    },
  };
}

/** Which queues have room in this process, and how many jobs may be claimed at once. */
function listCapacity(declared: ReadonlyMap<string, Job>, running: ReadonlyMap<string, Running>) {
  const isLong = (queue: string) => declared.get(queue)?.long ?? false;
  const long = [...running.values()].filter(({ job }) => isLong(job.queue)).length;
  const room = { long: runningLongMax - long, short: runningMax - (running.size - long) };
  const queues = [...declared.keys()].filter((queue) => (isLong(queue) ? room.long : room.short) > 0);
  const free = [room.long, room.short].filter((left) => left > 0);
  return { queues, most: free.length === 0 ? 0 : Math.min(...free) };
}

type Outcome = "done" | "retry" | "dead" | "lost";

const runJob = (app: App, declared: Job, job: ClaimedJob, worker: string, signal: AbortSignal): Promise<void> =>
  around({ kind: "job", queue: job.queue }, async (end) => {
    end.outcome = await tryJob(app, declared, job, worker, signal);
  });

/** One try of one job. A failure is recorded, never thrown. */
async function tryJob(app: App, declared: Job, job: ClaimedJob, worker: string, signal: AbortSignal): Promise<Outcome> {
  const log = app.log.child({ job_id: job.id, queue: job.queue });
  const scope = proveScope({
    organizationId: job.organization_id,
    workspaceId: job.workspace_id,
    userId: job.user_id,
    principal: job.id,
  });
  const principal = { kind: "system" as const, id: job.queue };
  const contextOver = (db: Db): JobContext => ({
    ...makeWork(app, { db, principal, purpose: declared.purpose, log }),
    signal,
    attempt: job.attempts,
  });
  const finish = async (db: Db) => {
    if (!(await finishJob(db, job, worker))) throw new LeaseLost();
  };
  try {
    const data: unknown = declared.data.parse(job.data);
    if (declared.long || isSystem(job)) {
      await declared.run(contextOver(readIn(app.database, { ...scope })), data);
      await acrossTenants(app.database, "finish a job", finish);
    } else {
      await inScope(app.database, { ...scope }, async (db) => {
        await declared.run(contextOver(db), data);
        await finish(db);
      });
    }
    return "done";
  } catch (error) {
    if (signal.aborted || error instanceof LeaseLost) return "lost";
    const code = error instanceof Refusal ? error.code : "failed";
    const outcome = await insist(signal, () =>
      acrossTenants(app.database, "record a failed job", (db) =>
        failJob(db, job, declared, worker, app.clock.now(), code),
      ),
    );
    log[outcome === "dead" ? "error" : "warn"]({ err: error, attempt: job.attempts, outcome }, "a job failed");
    return outcome;
  }
}

const isSystem = (job: ClaimedJob) => !job.organization_id && !job.user_id;
