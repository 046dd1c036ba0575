import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { agentErrors } from "./errors.ts";
import { agentKey, findAgent } from "./find-agent.ts";
import { agent, agentFields, moreFields, presentAgent } from "./present-agent.ts";
import { requireModel } from "./require-model.ts";
import { requireSkills } from "./skills/require-skills.ts";
import { agents } from "./tables.ts";

export const updateAgent = endpoint({
  method: "PATCH",
  path: "/agents/{agent_id}",
  summary: "Change an agent's draft.",
  description: "What was published stays in use until you publish again.",
  scope: "workspace",
  permission: "agents.write",
  purpose: "agents",
  versioned: true,
  input: z.strictObject({ agent_id: z.string(), ...z.object({ ...agentFields, ...moreFields }).partial().shape }),
  output: agent,
  refusals: [agentErrors.model_unknown, agentErrors.skill_unknown],
  audit: { action: "agent.updated", target: (updated) => updated.id },
  load: (ctx, { agent_id }) => findAgent(ctx, agent_id),
  attributes: ({ agent_id }) => ({ agent: agent_id }),
  async run(ctx, { agent_id: id, ...asked }, { resource: old }) {
    const changed = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
    const updated = { ...old, ...changed, updated_at: ctx.at, version: old.version + 1 };
    if (updated.model !== old.model) updated.model = await requireModel(ctx, updated.model);
    await requireSkills(ctx, asked.settings, old.settings);
    const sealed = ctx.seal(agents, await agentKey(ctx), { ...updated, workspace_id: ctx.scope.workspaceId });
    const { name, instructions, model, rating, settings, updated_at, version } = sealed;
    const written = await ctx.db
      .of(agents)
      .updateTable("agents")
      .set({ name, instructions, model, rating, settings, updated_at, version })
      .where("workspace_id", "=", ctx.scope.workspaceId)
      .where("id", "=", id)
      .where("version", "=", old.version)
      .returning("id")
      .execute();
    if (written.length === 0) throw requestErrors.changed();
    return presentAgent(updated);
  },
});
