import type { Selectable } from "kysely";
import type { Work } from "../../../framework/context.ts";
import type { RowTypes } from "../../../framework/table.ts";
import { agentKey } from "../find-agent.ts";
import { agentsMax, openAllAgents } from "../open-all-agents.ts";
import { draftOf } from "../present-agent.ts";
import { agentVersions } from "../tables.ts";
import type { AgentConfig } from "../tell-instructions.ts";

export type AgentWithSkill = {
  id: string;
  name: string;
  /** Which version of the skill its draft was given. */
  draft: number | null;
  /** Which version of it the published version in use was given, and which one that is. */
  inUse: number | null;
  published: number | null;
};

/** The agents of this workspace that were given a skill, as they are written now or as they are used. */
export async function findAgentsWithSkill(work: Work, skillId: string): Promise<AgentWithSkill[]> {
  const all = await openAllAgents(work);
  const used = await readUsed(work);
  return all.flatMap(({ id, published, ...opened }) => {
    const inUse = used.get(id);
    const found = { id, published, draft: versionIn(draftOf({ ...opened, id, published }), skillId), inUse: null };
    const one = { ...found, name: opened.name, inUse: inUse ? versionIn(inUse, skillId) : null };
    return one.draft === null && one.inUse === null ? [] : [one];
  });
}

const versionIn = ({ settings }: AgentConfig, skillId: string): number | null =>
  settings.skills?.find(({ skill_id }) => skill_id === skillId)?.version ?? null;

/** What is in use of each agent that was published. */
async function readUsed(work: Work): Promise<Map<string, AgentConfig>> {
  const rows = await work.db.query<Selectable<RowTypes<typeof agentVersions>>>(
    `select v.* from agent_versions v join agents a on a.workspace_id = v.workspace_id and a.id = v.agent_id and a.published = v.number
     where v.workspace_id = $1 limit $2`,
    [work.scope.workspaceId, agentsMax],
  );
  const key = await agentKey(work);
  return new Map(rows.map((row) => [row.agent_id, work.open(agentVersions, key, row).config]));
}
