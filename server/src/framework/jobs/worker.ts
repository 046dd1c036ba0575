import { hostname } from "node:os";
import type { App } from "../app.ts";
import { later, secondMs } from "../clock.ts";
import { askTogether } from "../database/ask-together.ts";
import { claimJobs, type ClaimedJob, finishing, type Job, jobsChannel, releaseJobs, renewLeases } from "./jobs.ts";
import { newSecret } from "../ids.ts";
import { LeaseLost, runJob } from "./run-job.ts";
import { enqueueDue } from "./schedules.ts";
import { acrossTenants, onceAcrossTenants } from "../database/tenant.ts";

const usualLeaseMs = 30 * secondMs;
/** How often a lease is renewed while it lasts. */
const renewals = 4;
const pollMs = 500;
/** However many jobs end and begin, nobody asks for more than so often. */
const turnEveryMs = 5;
const runningMax = 32;
/** Long jobs mostly wait for others, and must not keep the short ones waiting. */
const runningLongMax = 400;

export type Worker = {
  /** Instant of the last turn of the loop that reached the database. */
  lastBeat(): Date | undefined;
  /** Stops claiming, waits for what runs, and gives back what does not end in time. */
  stop(graceMs: number): Promise<void>;
};

type Running = { job: ClaimedJob; abort: AbortController; done: Promise<void> };

/** Claims and runs jobs until stopped. Any number of workers share one database. */
export function startWorker(app: App, leaseMs = usualLeaseMs): Worker {
  const declared = new Map<string, Job>([...app.jobs, ...app.reactions].map((j) => [j.name, j]));
  const worker = `${hostname()}-${process.pid}-${newSecret().slice(0, 6)}`;
  const running = new Map<string, Running>();
  let beat: Date | undefined;
  let isStopping = false;
  const bell = hangBell();
  const unsubscribe = app.signals.subscribe(jobsChannel, bell.ring);

  const finish = askTogether<ClaimedJob, { id: string }>(async (done) => {
    const rows = await onceAcrossTenants<{ id: string }>(app.database, "finish jobs", finishing(done, worker));
    const gone = new Set(rows.map(({ id }) => id));
    return done.map(({ id }) => (gone.has(id) ? { id } : undefined));
  });
  let schedulesSeen = -pollMs;
  const runSchedules = async (at: Date) => {
    if (performance.now() - schedulesSeen < turnEveryMs * 20) return;
    schedulesSeen = performance.now();
    await acrossTenants(app.database, "run due schedules", (db) => enqueueDue(db, [...declared.values()], at));
  };
  const turn = async (): Promise<number> => {
    const at = app.clock.now();
    await runSchedules(at);
    const { queues, most } = listCapacity(declared, running);
    const claimed =
      most <= 0
        ? []
        : await acrossTenants(app.database, "claim jobs", (db) => claimJobs(db, { queues, most, worker, at, leaseMs }));
    // Claimed at the last moment: it is given back with whatever does not end in time.
    if (isStopping) return 0;
    for (const job of claimed) {
      const abort = new AbortController();
      const run = { job, worker, signal: abort.signal, finish: async (ended: ClaimedJob) => !!(await finish(ended)) };
      const done = runJob(app, declared.get(job.queue)!, run).finally(() => {
        running.delete(job.id);
        bell.ring();
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
    leaseMs / renewals,
  );
  const loop = (async () => {
    while (!isStopping) {
      bell.forget();
      const claimed = await turn().catch((err: unknown) => {
        app.log.warn({ err }, "the worker could not take its turn");
        return 0;
      });
      if (!isStopping) await bell.wait(claimed > 0);
    }
  })();

  return {
    lastBeat: () => beat,
    async stop(graceMs) {
      isStopping = true;
      bell.ring();
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
  const of = Map.groupBy(running.values(), ({ job }) => job.queue);
  const isFull = ({ name, perWorkerMax }: Job) =>
    perWorkerMax !== undefined && (of.get(name)?.length ?? 0) >= perWorkerMax;
  const hasRoom = (one: Job) => (one.long ? room.long : room.short) > 0 && !isFull(one);
  const queues = [...declared.values()].filter(hasRoom).map(({ name }) => name);
  const free = [room.long, room.short].filter((left) => left > 0);
  return { queues, most: free.length === 0 ? 0 : Math.min(...free) };
}

/** Calls the worker to its next turn; also during a turn, which may have looked too early to see what it is called for. */
function hangBell() {
  let isCalled = false;
  let answer: () => void = () => undefined;
  return {
    ring() {
      isCalled = true;
      answer();
    },
    forget() {
      isCalled = false;
    },
    /** Until it rings, or for as long as a worker with or without work pauses between turns. */
    wait(hasWork: boolean): Promise<void> {
      return new Promise((resolve) => {
        const isBusy = hasWork || isCalled;
        const timer = setTimeout(resolve, isBusy ? turnEveryMs : pollMs);
        if (isBusy) return;
        answer = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    },
  };
}
