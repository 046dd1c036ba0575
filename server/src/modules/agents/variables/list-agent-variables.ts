import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { findAgentInUse } from "../find-agent-in-use.ts";
import { agentVariable } from "../tell-instructions.ts";

export const listAgentVariables = endpoint({
  method: "GET",
  path: "/agents/{agent_id}/variables",
  summary: "What an agent can be told at the start, as the version in use has it.",
  description: "Without a value for each that is `required`, no run, conversation or trigger of it begins.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  input: z.strictObject({ agent_id: z.string() }),
  output: z.object({ data: z.array(z.object(agentVariable.shape)) }),
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run(ctx, { agent_id }) {
    const { settings } = await findAgentInUse(ctx, agent_id);
    return { data: settings.variables };
  },
});
