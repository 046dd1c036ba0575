import type { Db } from "../../framework/database/tenant.ts";

/** Carries a run's id: something in it changed. With `cancel` behind it, whoever works on it has to stop. */
export const runsChannel = "avow_runs";

export const announceRun = (db: Db, runId: string) => db.query("select pg_notify($1, $2)", [runsChannel, runId]);
