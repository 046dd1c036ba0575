import type { Hono } from "hono";
import type { App } from "../../framework/app.ts";
import type { Env } from "../../framework/http.ts";
import { lookup, beforeTenant } from "../../framework/tenant.ts";

export type Vitals = {
  /** Last turn of this process's worker; undefined before the first; absent in a process without one. */
  workerBeat?: () => Date | undefined;
};

const beatAgeMaxMs = 15_000;
const answers = lookup<[], { migrated: boolean }>("is_ready", "select exists(select 1 from deployments) as migrated");
const counts = lookup<[], { state: string; count: number }>(
  "job_counts",
  "select state, count(*)::int as count from jobs group by state",
);

/** `/healthz`: the process answers. `/readyz`: migrated, database reachable, worker beating. `/metrics`: for Prometheus. */
export function mountHealth(http: Hono<Env>, app: App, vitals: Vitals): void {
  http.get("/healthz", (c) => c.json({ status: "alive", version: app.deployment.version }));
  http.get("/readyz", async (c) => {
    const checks = {
      database: await isMigrated(app),
      ...(vitals.workerBeat ? { worker: isBeating(app, vitals.workerBeat()) } : {}),
    };
    const isReady = Object.values(checks).every(Boolean);
    return c.json({ status: isReady ? "ready" : "not ready", checks }, isReady ? 200 : 503);
  });
  http.get("/metrics", async (c) => {
    const jobs = await beforeTenant(app.database, counts);
    const lines = [
      "# HELP avow_jobs Jobs by state.",
      "# TYPE avow_jobs gauge",
      ...["queued", "leased", "dead"].map(
        (state) => `avow_jobs{state="${state}"} ${jobs.find((j) => j.state === state)?.count ?? 0}`,
      ),
      "# HELP process_resident_memory_bytes Resident memory of this process.",
      "# TYPE process_resident_memory_bytes gauge",
      `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
    ];
    return c.text(`${lines.join("\n")}\n`, 200, { "content-type": "text/plain; version=0.0.4" });
  });
}

const isMigrated = (app: App) =>
  beforeTenant(app.database, answers).then(
    ([row]) => row?.migrated ?? false,
    () => false,
  );

const isBeating = (app: App, beat: Date | undefined) =>
  beat !== undefined && app.clock.now().getTime() - beat.getTime() < beatAgeMaxMs;
