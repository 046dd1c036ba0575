import type { Module } from "../../framework/endpoint.ts";
import { declareIncident } from "./declare-incident.ts";
import { incidentErrors } from "./errors.ts";
import { getIncident } from "./get-incident.ts";
import { listIncidents } from "./list-incidents.ts";
import { listNotices } from "./list-notices.ts";
import { mailContacts } from "./mail-contacts.job.ts";
import { mailNotices } from "./mail-notices.job.ts";
import { notifyAffected } from "./notify-affected.ts";
import { tellInTime } from "./promises/tell-in-time.ts";
import { reportIncident } from "./report-incident.ts";
import { incidents } from "./tables.ts";
import { watchIncidents } from "./watch-incidents.job.ts";

export const incidentsModule: Module = {
  name: "incidents",
  tables: [incidents],
  endpoints: [declareIncident, listIncidents, getIncident, reportIncident, notifyAffected, listNotices],
  jobs: [mailNotices, mailContacts, watchIncidents],
  errors: incidentErrors,
  promises: [tellInTime],
  provides: ["incidents"],
};
