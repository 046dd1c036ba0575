import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { agentErrors } from "./errors.ts";
import { insertAgent } from "./insert-agent.ts";
import { agent, agentFields } from "./present-agent.ts";
import { requireModel } from "./require-model.ts";

export const createAgent = endpoint({
  method: "POST",
  path: "/agents",
  summary: "Make an agent.",
  scope: "workspace",
  permission: "agents.write",
  purpose: "agents",
  status: 201,
  versioned: true,
  input: z.strictObject({
    ...agentFields,
    instructions: agentFields.instructions.default(""),
    model: agentFields.model.default("sandbox"),
  }),
  output: agent,
  refusals: [agentErrors.model_unknown],
  audit: { action: "agent.created", target: (made) => made.id },
  async run(ctx, fields) {
    await requireModel(ctx, fields.model);
    return insertAgent(ctx, { ...fields, example: false });
  },
});
