import type { Module } from "../../framework/endpoint.ts";
import { attestDuty } from "./attest-duty.ts";
import { promiseErrors } from "./errors.ts";
import { listDuties } from "./list-duties.ts";
import { listEvidence } from "./list-evidence.ts";
import { listPublicPromises } from "./list-public-promises.ts";
import { listPromises } from "./list-promises.ts";
import { probePromises } from "./probe-promises.job.ts";
import { runPromises } from "./run-promises.ts";

export const promisesModule: Module = {
  name: "promises",
  endpoints: [listPublicPromises, listPromises, listEvidence, runPromises, listDuties, attestDuty],
  jobs: [probePromises],
  errors: promiseErrors,
};
