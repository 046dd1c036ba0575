import type { Module } from "../../framework/endpoint.ts";
import { attestDuty } from "./attest-duty.ts";
import { downloadEvidenceLog } from "./download-evidence-log.ts";
import { promiseErrors } from "./errors.ts";
import { getReport } from "./get-report.ts";
import { listDuties } from "./list-duties.ts";
import { listEvidence } from "./list-evidence.ts";
import { listPublicPromises } from "./list-public-promises.ts";
import { listPromises } from "./list-promises.ts";
import { probePromises } from "./probe-promises.job.ts";
import { runPromises } from "./run-promises.ts";
import { sellNothing } from "./promises/sell-nothing.ts";
import { setOnlyNeededCookies } from "./promises/set-only-needed-cookies.ts";
import { claimNothingAbsolute } from "./promises/claim-nothing-absolute.ts";
import { watchOurselves } from "./promises/watch-ourselves.ts";

export const promisesModule: Module = {
  name: "promises",
  endpoints: [
    listPublicPromises,
    getReport,
    listPromises,
    listEvidence,
    downloadEvidenceLog,
    runPromises,
    listDuties,
    attestDuty,
  ],
  jobs: [probePromises],
  errors: promiseErrors,
  promises: [watchOurselves, claimNothingAbsolute, setOnlyNeededCookies, sellNothing],
};
