import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { agentErrors } from "./errors.ts";
import { insertAgent } from "./insert-agent.ts";
import { agent, agentFields, moreFields } from "./present-agent.ts";
import { requireModel } from "./require-model.ts";
import { requireSkills } from "./skills/require-skills.ts";
import { findStartingPoint } from "./starting-points/find-starting-point.ts";
import { startingPointsPort } from "./starting-points/starting-points-port.ts";

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
    instructions: agentFields.instructions.optional(),
    model: agentFields.model.default("sandbox"),
    rating: moreFields.rating.optional(),
    settings: moreFields.settings.optional(),
    starting_point: z
      .string()
      .max(40)
      .optional()
      .describe("The slug of one of `GET /agent-starting-points`: what is not said here is as it stands there."),
  }),
  output: agent,
  refusals: [agentErrors.model_unknown, agentErrors.skill_unknown, agentErrors.starting_point_unknown],
  audit: { action: "agent.created", target: (made) => made.id },
  async run(ctx, { name, model: asked, starting_point: slug, ...given }) {
    const point = findStartingPoint(ctx, slug);
    const model = await requireModel(ctx, asked);
    await requireSkills(ctx, given.settings);
    const { instructions = "", rating, settings } = { ...point, ...onlySaid(given) };
    const more = { ...(rating && { rating }), ...(settings && { settings }) };
    const made = await insertAgent(ctx, { name, instructions, model, ...more, example: false });
    if (slug !== undefined) await ctx.port(startingPointsPort).keepCases(ctx, made.id, slug);
    return made;
  },
});

const onlySaid = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
