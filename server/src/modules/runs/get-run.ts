import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findRun, type OpenRun } from "./find-run.ts";
import { runTrace } from "./present-run.ts";
import { readTrace } from "./read-trace.ts";

export const getRun = endpoint({
  method: "GET",
  path: "/runs/{run_id}",
  summary: "One of your runs, step by step.",
  scope: "workspace",
  permission: "runs.read",
  purpose: "converse",
  marksSandbox: true,
  input: z.strictObject({ run_id: z.string() }),
  output: runTrace,
  load: (ctx, { run_id }) => findRun(ctx, run_id),
  attributes: (_, { agent_id }: OpenRun) => ({ agent: agent_id }),
  run: (ctx, _, { resource }) => readTrace(ctx, resource),
});
