import type { Module } from "../../framework/endpoint.ts";
import { countDays } from "./count-days.job.ts";
import { getUsage } from "./get-usage.ts";
import { noteScreen } from "./note-screen.ts";
import { dailyCounts, featureEvents, requestLog } from "./tables.ts";
import { countOnlyMany } from "./promises/count-only-many.ts";

export const telemetryModule: Module = {
  name: "telemetry",
  tables: [requestLog, featureEvents, dailyCounts],
  endpoints: [getUsage, noteScreen],
  jobs: [countDays],
  promises: [countOnlyMany],
};
