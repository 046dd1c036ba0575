import type { Module } from "../../framework/endpoint.ts";
import { announceTakeover } from "./announce-takeover.ts";
import { answerTakeover } from "./answer-takeover.ts";
import { takeoverErrors } from "./errors.ts";
import { getPublicTakeovers, getTakeovers } from "./get-takeovers.ts";
import { listTakeoverAnswers } from "./list-takeover-answers.ts";
import { listTakeovers } from "./list-takeovers.ts";
import { takeoverAnswers, takeovers } from "./tables.ts";
import { tellOfTakeovers } from "./tell-of-takeovers.job.ts";
import { withdrawTakeover } from "./withdraw-takeover.ts";

export const takeoversModule: Module = {
  name: "takeovers",
  tables: [takeovers, takeoverAnswers],
  endpoints: [
    listTakeovers,
    announceTakeover,
    withdrawTakeover,
    listTakeoverAnswers,
    getPublicTakeovers,
    getTakeovers,
    answerTakeover,
  ],
  jobs: [tellOfTakeovers],
  errors: takeoverErrors,
  provides: ["business_transfers"],
};
