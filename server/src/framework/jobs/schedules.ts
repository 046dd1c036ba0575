import { Cron } from "croner";
import type { App } from "../app.ts";
import { later } from "../clock.ts";
import { enqueue, type Job } from "./jobs.ts";
import { acrossTenants, type Db } from "../database/tenant.ts";

/** Writes a job for each schedule that is due, and when it is due next, in one transaction. */
export async function enqueueDue(db: Db, jobs: readonly Job[], at: Date): Promise<void> {
  const recurring = jobs.filter((j) => j.cron ?? j.everyMs);
  const due = await db.query<{ name: string }>(
    "select name from job_schedules where name = any($1) and next_at <= $2 for update skip locked",
    [recurring.map((j) => j.name), at],
  );
  for (const { name } of due) {
    const declared = recurring.find((j) => j.name === name)!;
    const waiting = await db.query("select 1 from jobs where queue = $1 and state <> 'dead' limit 1", [name]);
    if (waiting.length === 0) await enqueue(db, declared, {}, at);
    await db.query("update job_schedules set next_at = $2 where name = $1", [name, nextTime(declared, at)]);
  }
}

const nextTime = (declared: Job, at: Date): Date =>
  declared.everyMs ? later(at, declared.everyMs) : new Cron(declared.cron!, { timezone: "UTC" }).nextRun(at)!;

/** Makes sure every recurring job has its schedule row; first due at once or by its cron expression. */
export async function keepSchedules(app: App): Promise<void> {
  const at = app.clock.now();
  await acrossTenants(app.database, "keep schedules", async (db) => {
    for (const declared of app.jobs.filter((j) => j.cron ?? j.everyMs)) {
      await db.query("insert into job_schedules (name, next_at) values ($1, $2) on conflict (name) do nothing", [
        declared.name,
        declared.cron ? nextTime(declared, at) : at,
      ]);
    }
  });
}
