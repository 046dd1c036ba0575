import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { agentErrors } from "./errors.ts";
import { insertAgent } from "./insert-agent.ts";
import { agent, agentFields, moreFields } from "./present-agent.ts";
import { requireModel } from "./require-model.ts";
import { requireSkills } from "./skills/require-skills.ts";

export const createAgent = endpoint({
  method: "POST",
  path: "/agents",
  summary: "Make an agent.",
  description: "It is a draft that can be used at once. From the first publication on, what was published is used.",
  scope: "workspace",
  permission: "agents.write",
  purpose: "agents",
  status: 201,
  versioned: true,
  input: z.strictObject({
    ...agentFields,
    instructions: agentFields.instructions.default(""),
    model: agentFields.model.default("sandbox"),
    rating: moreFields.rating.optional(),
    settings: moreFields.settings.optional(),
  }),
  output: agent,
  refusals: [agentErrors.model_unknown, agentErrors.skill_unknown],
  audit: { action: "agent.created", target: (made) => made.id },
  async run(ctx, { name, instructions, model: asked, rating, settings }) {
    const model = await requireModel(ctx, asked);
    await requireSkills(ctx, settings);
    const more = { ...(rating && { rating }), ...(settings && { settings }) };
    return insertAgent(ctx, { name, instructions, model, ...more, example: false });
  },
});
