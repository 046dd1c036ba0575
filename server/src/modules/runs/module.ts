import type { Module } from "../../framework/endpoint.ts";
import { runs, runSteps, toolCalls, toolQuestions } from "./tables.ts";

export const runsModule: Module = {
  name: "runs",
  tables: [runs, runSteps, toolCalls, toolQuestions],
};
