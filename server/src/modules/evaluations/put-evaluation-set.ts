import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { agentKey, findAgent } from "../agents/public.ts";
import { type EvaluationCase, evaluationCases } from "./check-answer.ts";
import { evaluationErrors } from "./errors.ts";
import { findSet } from "./find-set.ts";
import { evaluationSet } from "./get-evaluation-set.ts";
import { readSchema } from "./read-schema.ts";
import { evaluationSets } from "./tables.ts";

export const putEvaluationSet = endpoint({
  method: "PUT",
  path: "/agents/{agent_id}/evaluation-set",
  summary: "Say what an agent is tried on, all of it.",
  scope: "workspace",
  permission: "agents.write",
  purpose: "agents",
  versioned: true,
  bodyBytesMax: 2_097_152,
  input: z.strictObject({ agent_id: z.string(), cases: evaluationCases }),
  output: evaluationSet,
  refusals: [evaluationErrors.schema_unusable],
  audit: { action: "agent.evaluation_set_changed", target: ({ agent_id }) => agent_id },
  async load(ctx, { agent_id }) {
    await findAgent(ctx, agent_id);
    return findSet(ctx, agent_id);
  },
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run(ctx, { agent_id, cases }, { resource: old }) {
    requireSchemas(cases);
    const { organizationId: organization_id, workspaceId: workspace_id, userId } = ctx.scope;
    const changed = { cases, updated_by: userId, updated_at: ctx.at, version: old.version + 1 };
    const row = { organization_id, workspace_id, agent_id, ...changed };
    const sealed = ctx.seal(evaluationSets, await agentKey(ctx), row);
    const { cases: written, updated_by, updated_at, version } = sealed;
    await ctx.db
      .of(evaluationSets)
      .insertInto("evaluation_sets")
      .values(sealed)
      .onConflict((found) =>
        found.columns(["workspace_id", "agent_id"]).doUpdateSet({ cases: written, updated_by, updated_at, version }),
      )
      .execute();
    return { agent_id, cases, version };
  },
});

/** @throws Refusal `evaluations.schema_unusable` */
function requireSchemas(cases: readonly EvaluationCase[]): void {
  for (const [index, { checks }] of cases.entries())
    for (const check of checks)
      if (check.kind === "json_schema" && !readSchema(check.schema))
        throw evaluationErrors.schema_unusable({ case: index + 1 });
}
