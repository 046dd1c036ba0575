import type { App } from "../app.ts";
import { Refusal } from "../errors.ts";
import { insist } from "./insist.ts";
import { type ClaimedJob, failJob, finishJobs, type Job, type JobContext } from "./jobs.ts";
import { around } from "../observe.ts";
import { acrossTenants, type Db, inScope, proveScope, readIn } from "../database/tenant.ts";
import { makeWork } from "../work.ts";

/** Another worker has the job by now, or this one is stopping. */
export class LeaseLost extends Error {
  override readonly name = "LeaseLost";
}

type Outcome = "done" | "retry" | "dead" | "lost";

/** A job as the worker that claimed it has it. */
export type Run = {
  job: ClaimedJob;
  worker: string;
  signal: AbortSignal;
  /** Removes a job that needs no transaction of its own, together with whatever else ends now. @returns whether it was still held */
  finish(job: ClaimedJob): Promise<boolean>;
};

export const runJob = (app: App, declared: Job, run: Run): Promise<void> =>
  around({ kind: "job", queue: run.job.queue }, async (end) => {
    end.outcome = await tryJob(app, declared, run);
  });

/** One try of one job. A failure is recorded, never thrown. */
async function tryJob(app: App, declared: Job, { job, worker, signal, finish }: Run): Promise<Outcome> {
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
  try {
    const data: unknown = declared.data.parse(job.data);
    if (declared.long || isSystem(job)) {
      await declared.run(contextOver(readIn(app.database, { ...scope })), data);
      if (!(await finish(job))) throw new LeaseLost();
    } else {
      await inScope(app.database, { ...scope }, async (db) => {
        await declared.run(contextOver(db), data);
        if (!(await finishJobs(db, [job], worker)).has(job.id)) throw new LeaseLost();
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
