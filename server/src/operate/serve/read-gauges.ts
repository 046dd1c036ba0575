import type { App } from "../../framework/app.ts";
import type { GaugeSource } from "../../framework/observe.ts";
import { acrossTenants, beforeTenant, lookup } from "../../framework/database/tenant.ts";

const counts = lookup<[], { state: string; count: number }>(
  "job_counts",
  "select state, count(*)::int as count from jobs group by state",
);

/** What the database and the worker tell when somebody asks. A database that is away leaves them out. */
export function readGauges(app: App, workerBeat: () => Date | undefined): GaugeSource[] {
  const secondsSince = (at: Date) => (app.clock.now().getTime() - at.getTime()) / 1000;
  return [
    {
      name: "avow_build_info",
      description: "Always 1; the label tells the version.",
      read: () => Promise.resolve([{ value: 1, labels: { version: app.deployment.version } }]),
    },
    {
      name: "avow_jobs",
      description: "Jobs by state.",
      async read() {
        const found = await beforeTenant(app.database, counts).catch(() => undefined); // the database is away
        const states = ["queued", "leased", "dead"];
        return (found ? states : []).map((state) => ({
          value: found?.find((one) => one.state === state)?.count ?? 0,
          labels: { state },
        }));
      },
    },
    {
      name: "avow_job_wait_seconds",
      description: "How long the job that is due longest has waited.",
      async read() {
        const due = acrossTenants(app.database, "measure the queue", (db) =>
          db.query<{ at: Date | null }>("select min(run_at) as at from jobs where state = 'queued' and run_at <= $1", [
            app.clock.now(),
          ]),
        );
        const found = await due.catch(() => undefined); // the database is away
        return found ? [{ value: found[0]?.at ? secondsSince(found[0].at) : 0 }] : [];
      },
    },
    {
      name: "avow_database_up",
      description: "1 while the database answers.",
      read: () =>
        beforeTenant(app.database, counts).then(
          () => [{ value: 1 }],
          () => [{ value: 0 }],
        ),
    },
    {
      name: "avow_files_damaged",
      description: "Files whose content is missing or changed in the store.",
      async read() {
        const damaged = acrossTenants(app.database, "count damaged files", (db) =>
          db.query<{ files: number }>(
            `select (select count(*) from files where damaged_at is not null)::int
               + (select count(*) from private_files where damaged_at is not null)::int as files`,
          ),
        );
        const found = await damaged.catch(() => undefined); // the database is away
        return found ? [{ value: found[0]?.files ?? 0 }] : [];
      },
    },
    {
      name: "avow_worker_beat_age_seconds",
      description: "Time since this process's worker took its last turn; absent in a process without one.",
      read() {
        const beat = workerBeat();
        return Promise.resolve(beat ? [{ value: secondsSince(beat) }] : []);
      },
    },
  ];
}
