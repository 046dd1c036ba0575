import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import type { Work } from "../../../framework/context.ts";
import { requestErrors } from "../../../framework/errors.ts";
import type { AgentConfig } from "../tell-instructions.ts";
import { agentKey, findAgent } from "../find-agent.ts";
import { type AgentRow, draftOf } from "../present-agent.ts";
import { selectVersions } from "../find-agent-in-use.ts";
import { skillsPort } from "../skills/skills-port.ts";
import { agentVersions } from "../tables.ts";
import { compareConfigs } from "./compare-configs.ts";
import { agentVersion, presentVersion } from "./present-version.ts";

export const getAgentVersion = endpoint({
  method: "GET",
  path: "/agent-versions/{agent_version_id}",
  summary: "One version of an agent, and what differs.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  input: z.strictObject({
    agent_version_id: z.string(),
    against: z
      .string()
      .max(40)
      .optional()
      .describe("What to compare it with: `draft` or another version's id; else the version before it."),
  }),
  output: agentVersion,
  load: (ctx, { agent_version_id }) => loadVersion(ctx, agent_version_id),
  attributes: (_, { agent }) => ({ agent: agent.id }),
  async run(ctx, { against }, { resource: { version, agent } }) {
    const changes = compareConfigs(await findOther(ctx, agent, version.number, against), version.config);
    const gone = await ctx.port(skillsPort).findGone(ctx, version.config.settings.skills ?? []);
    return presentVersion(version, changes, { inUse: agent.published, gone });
  },
});

/** @throws Refusal `request.not_found` */
async function loadVersion(work: Work, id: string) {
  const row = await work.db
    .of(agentVersions)
    .selectFrom("agent_versions")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  const agent = await findAgent(work, row.agent_id);
  return { agent, version: work.open(agentVersions, await agentKey(work), row) };
}

/** One of this agent. @throws Refusal `request.not_found` */
export async function requireVersion(work: Work, agentId: string, id: string) {
  const row = await selectVersions(work, agentId).where("id", "=", id).executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return work.open(agentVersions, await agentKey(work), row);
}

async function findOther(
  work: Work,
  agent: AgentRow,
  number: number,
  against: string | undefined,
): Promise<AgentConfig | undefined> {
  if (against === "draft") return draftOf(agent);
  if (against !== undefined) return (await requireVersion(work, agent.id, against)).config;
  const before = await selectVersions(work, agent.id)
    .where("number", "=", number - 1)
    .executeTakeFirst();
  return before && work.open(agentVersions, await agentKey(work), before).config;
}
