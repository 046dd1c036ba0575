import type { Hono } from "hono";
import type { App } from "../../framework/app.ts";
import type { Env } from "../../framework/http/http.ts";
import { lookup, beforeTenant } from "../../framework/database/tenant.ts";

export type Vitals = {
  /** Last turn of this process's worker; undefined before the first; absent in a process without one. */
  workerBeat?: () => Date | undefined;
  /** All metrics in Prometheus' text format; absent where nobody measures. */
  exposition?: (() => Promise<string>) | undefined;
};

const beatAgeMaxMs = 15_000;
const answers = lookup<[], { migrated: boolean }>("is_ready", "select exists(select 1 from deployments) as migrated");

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
  const { exposition } = vitals;
  if (exposition)
    http.get("/metrics", async (c) => c.text(await exposition(), 200, { "content-type": "text/plain; version=0.0.4" }));
}

const isMigrated = (app: App) =>
  beforeTenant(app.database, answers).then(
    ([row]) => row?.migrated ?? false,
    () => false,
  );

const isBeating = (app: App, beat: Date | undefined) =>
  beat !== undefined && app.clock.now().getTime() - beat.getTime() < beatAgeMaxMs;
