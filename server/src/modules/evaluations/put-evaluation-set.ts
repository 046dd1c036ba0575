import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findAgent } from "../agents/public.ts";
import { type EvaluationCase, evaluationCases } from "./check-answer.ts";
import { evaluationErrors } from "./errors.ts";
import { findSet } from "./find-set.ts";
import { evaluationSet } from "./get-evaluation-set.ts";
import { readSchema } from "./read-schema.ts";
import { writeSet } from "./write-set.ts";

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
    const version = old.version + 1;
    await writeSet(ctx, { agentId: agent_id, cases, version });
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
