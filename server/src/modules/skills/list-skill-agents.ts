import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findAgentsWithSkill } from "../agents/public.ts";
import { findSkill } from "./find-skill.ts";

export const listSkillAgents = endpoint({
  method: "GET",
  path: "/skills/{skill_id}/agents",
  summary: "Which agents have a skill: who would go on without it, were it deleted.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  input: z.strictObject({ skill_id: z.string() }),
  output: z.object({
    data: z.array(
      z.object({
        agent_id: z.string(),
        name: z.string(),
        draft_has: z.int().nullable().describe("The skill's version in the agent's draft."),
        in_use_has: z.int().nullable().describe("The skill's version in what is in use of the agent."),
        agent_version: z
          .int()
          .nullable()
          .describe("The agent's version in use. Null: none yet, and its draft is used."),
      }),
    ),
  }),
  load: (ctx, { skill_id }) => findSkill(ctx, skill_id),
  async run(ctx, { skill_id }) {
    const found = await findAgentsWithSkill(ctx, skill_id);
    const data = found.map(({ id, name, draft, inUse, published }) => ({
      agent_id: id,
      name,
      draft_has: draft,
      in_use_has: published === null ? draft : inUse,
      agent_version: published,
    }));
    return { data: data.toSorted((one, other) => one.name.localeCompare(other.name)) };
  },
});
