import * as z from "zod";
import { type BindingBudget, budgetPeriods, countedSubjects, readBudgets } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { findRun, type OpenRun, widgetOf } from "./find-run.ts";
import { isSandbox } from "./insert-run.ts";

const budget = z.object({
  id: z.string().nullable().describe("Null: the run's own."),
  subject: z.enum(["run", ...countedSubjects]).describe("Whose spending it holds."),
  ceiling: z.int().describe("In micro-credits."),
  left: z
    .int()
    .describe("What can still be spent of it: neither spent in this period nor set aside for calls that run."),
  period: z.enum(budgetPeriods),
  renews_at: z.iso.datetime().nullable(),
  ended_run: z.boolean().describe("It is what ended this run: it did not allow more."),
});

export const listRunBudgets = endpoint({
  method: "GET",
  path: "/runs/{run_id}/budgets",
  summary: "Every budget that binds a run of yours, and what is left of each now.",
  description:
    "A call has to fit into all of them: the run's own, and those of its chat widget, agent, API key, person, workspace and organization.",
  scope: "workspace",
  permission: "runs.read",
  purpose: "converse",
  input: z.strictObject({ run_id: z.string() }),
  output: z.object({ data: z.array(budget) }),
  load: (ctx, { run_id }) => findRun(ctx, run_id),
  attributes: (_, { agent_id }: OpenRun) => ({ agent: agent_id }),
  async run(ctx, _, { resource: run }) {
    const others = await readBudgets(ctx, {
      ledger: isSandbox(run.config.model) ? "sandbox" : "real",
      agentId: run.agent_id,
      apiKeyId: run.api_key_id ?? undefined,
      ...widgetOf(run),
    });
    return { data: [...ownBudget(run), ...others.map((one) => present(one, run))] };
  },
});

type Shown = z.infer<typeof budget>;

function ownBudget({ budget_micros: ceiling, cost_micros, reason }: OpenRun): Shown[] {
  if (ceiling === null) return [];
  const left = Math.max(0, ceiling - cost_micros);
  const endedRun = reason === "wallet.run_budget_exceeded";
  return [{ id: null, subject: "run", ceiling, left, period: "once", renews_at: null, ended_run: endedRun }];
}

function present({ id, renews_at, ...facts }: BindingBudget, { ended_by_budget }: OpenRun): Shown {
  return { id, ...facts, renews_at: renews_at?.toISOString() ?? null, ended_run: ended_by_budget === id };
}
