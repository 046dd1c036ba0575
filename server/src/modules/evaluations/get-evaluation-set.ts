import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findAgent } from "../agents/public.ts";
import { evaluationCases } from "./check-answer.ts";
import { findSet } from "./find-set.ts";

export const evaluationSet = z.object({
  agent_id: z.string(),
  cases: evaluationCases,
  version: z.int().describe("Counts changes; 0 where nobody wrote any."),
});

export const getEvaluationSet = endpoint({
  method: "GET",
  path: "/agents/{agent_id}/evaluation-set",
  summary: "What an agent is tried on.",
  description: "Put it to another agent as it is, to try that one on the same.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  versioned: true,
  input: z.strictObject({ agent_id: z.string() }),
  output: evaluationSet,
  load: (ctx, { agent_id }) => findAgent(ctx, agent_id),
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run(ctx, { agent_id }) {
    return { agent_id, ...(await findSet(ctx, agent_id)) };
  },
});
