import type { Module } from "../../framework/endpoint.ts";
import { endSession } from "./end-session.ts";
import { sessionErrors } from "./errors.ts";
import { listSessions } from "./list-sessions.ts";
import { judgeTry } from "./anomalies/judge-try.job.ts";
import { signIn } from "./sign-in.ts";
import { stepUp } from "./step-up.ts";
import { sweepSessions } from "./sweep-sessions.job.ts";
import { knownDevices, sessions, signInTries } from "./tables.ts";

export const sessionsModule: Module = {
  name: "sessions",
  tables: [sessions, knownDevices, signInTries],
  endpoints: [signIn, stepUp, listSessions, endSession],
  jobs: [sweepSessions, judgeTry],
  errors: sessionErrors,
};
