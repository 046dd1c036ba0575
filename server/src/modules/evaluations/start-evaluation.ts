import * as z from "zod";
import { checkAi, egressErrors } from "../../egress/public.ts";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { agentErrors, type AgentInUse, draftOf, findAgent, findAgentAt, requireVariables } from "../agents/public.ts";
import { startRun } from "../runs/public.ts";
import type { EvaluationCase } from "./check-answer.ts";
import { evaluationErrors } from "./errors.ts";
import { findSet, hashSubject } from "./find-set.ts";
import { evaluation, presentEvaluation, readResults, resultsKey } from "./present-evaluation.ts";
import { evaluationResults, evaluations } from "./tables.ts";

export const startEvaluation = endpoint({
  method: "POST",
  path: "/agents/{agent_id}/evaluations",
  summary: "Try an agent on its cases.",
  description:
    "Each case is a run of yours. Its tools look things up as they would, and change nothing: what would write is answered with a mark, and where a person would be asked it is told so.",
  scope: "workspace",
  permission: "agents.write",
  alsoNeeds: () => ["runs.write"],
  purpose: "converse",
  rate: "expensive",
  status: 202,
  input: z.strictObject({
    agent_id: z.string(),
    agent_version_id: z.string().optional().describe("Which version; without, the draft."),
    budget_micros: z
      .int()
      .min(0)
      .max(1_000_000_000_000)
      .optional()
      .describe("The most that all of it may take, in micro-credits; each case gets an equal part."),
  }),
  output: evaluation,
  refusals: [
    evaluationErrors.nothing_to_try,
    agentErrors.variable_missing,
    agentErrors.variable_wrong,
    egressErrors.ai_off,
    egressErrors.locked,
  ],
  audit: { action: "agent.evaluation_started", target: ({ id }) => id },
  prepare: (ctx) => checkAi(ctx, "runs.write"),
  load: (ctx, { agent_id }) => findAgent(ctx, agent_id),
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run(ctx, { agent_id, agent_version_id, budget_micros = null }, { resource }) {
    const agent = await findAgentAt(ctx, resource, agent_version_id);
    const { cases } = await findSet(ctx, agent_id);
    if (cases.length === 0) throw evaluationErrors.nothing_to_try();
    for (const { variables = {} } of cases) requireVariables(agent.settings, variables);
    const { organizationId: organization_id, workspaceId: workspace_id, userId } = ctx.scope;
    const row = {
      organization_id,
      workspace_id,
      id: ctx.newId("evl"),
      agent_id,
      agent_version: agent.number,
      subject_hash: hashSubject(ctx, agent, cases),
      cases: cases.length,
      passed: 0,
      failed: 0,
      budget_micros,
      cost_micros: 0,
      created_by: userId,
      created_at: ctx.at,
      ended_at: null,
    };
    await ctx.db.of(evaluations).insertInto("evaluations").values(row).execute();
    const tried = budget_micros === null ? agent : limit(agent, Math.floor(budget_micros / cases.length));
    for (const [place, one] of cases.entries()) await tryCase(ctx, { tried, one, place, evaluationId: row.id });
    const current = hashSubject(ctx, draftOf(resource), cases);
    return presentEvaluation(row, await readResults(ctx, [row.id]), current);
  },
});

/** The agent's own limit holds where that is less. */
function limit(agent: AgentInUse, share: number): AgentInUse {
  const own = agent.settings.run_budget_micros;
  return { ...agent, settings: { ...agent.settings, run_budget_micros: own === null ? share : Math.min(own, share) } };
}

type Trying = { tried: AgentInUse; one: EvaluationCase; place: number; evaluationId: string };

async function tryCase(ctx: Context<"workspace">, { tried, one, place, evaluationId }: Trying): Promise<void> {
  const content = tried.model === "sandbox" && one.sandbox ? `${one.text}\n${one.sandbox}` : one.text;
  const told = { messages: [{ role: "user" as const, content }] };
  const { organizationId: organization_id, workspaceId: workspace_id, userId: user_id } = ctx.scope;
  const id = ctx.newId("evr");
  const run_id = await startRun(ctx, {
    agent: tried,
    trigger: "test",
    triggerId: id,
    told: { ...told, ...(one.variables && { variables: one.variables }) },
    isRehearsal: true,
  });
  const row = { organization_id, workspace_id, id, evaluation_id: evaluationId, user_id, place, run_id };
  const sealed = ctx.seal(evaluationResults, await resultsKey(ctx), {
    ...row,
    state: "pending" as const,
    told: { case: one, outcomes: [] },
  });
  await ctx.db.of(evaluationResults).insertInto("evaluation_results").values(sealed).execute();
}
