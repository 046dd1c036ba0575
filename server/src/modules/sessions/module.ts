import type { Module } from "../../framework/endpoint.ts";
import { answerSecondFactor } from "./answer-second-factor.ts";
import { endSession } from "./end-session.ts";
import { sessionErrors } from "./errors.ts";
import { listSessions } from "./list-sessions.ts";
import { judgeTry } from "./anomalies/judge-try.job.ts";
import { signIn } from "./sign-in.ts";
import { signInByPasskey } from "./sign-in-by-passkey.ts";
import { stepUp } from "./step-up.ts";
import { knownDevices, sessions, signInTries } from "./tables.ts";
import { keepSessionFacts } from "./promises/keep-session-facts.ts";
import { slowGuessing } from "./promises/slow-guessing.ts";
import { endSessionsInTime } from "./promises/end-sessions-in-time.ts";

export const sessionsModule: Module = {
  name: "sessions",
  tables: [sessions, knownDevices, signInTries],
  endpoints: [signIn, signInByPasskey, answerSecondFactor, stepUp, listSessions, endSession],
  jobs: [judgeTry],
  errors: sessionErrors,
  promises: [endSessionsInTime, slowGuessing, keepSessionFacts],
};
