import type { Work } from "../../../framework/context.ts";
import {
  agentKey,
  type AgentSkills,
  type SkillAtHand,
  type SkillChoice,
  type ToolChoice,
} from "../../agents/public.ts";
import type { SkillContent } from "../parse-skill.ts";
import { skillVersions } from "../tables.ts";

type Version = { id: string; skill_id: string; number: number; content: SkillContent };

/** These versions, as far as they are there, in this order. */
async function readVersions(work: Work, chosen: readonly SkillChoice[]): Promise<Version[]> {
  if (chosen.length === 0) return [];
  const rows = await work.db
    .of(skillVersions)
    .selectFrom("skill_versions")
    .select(["workspace_id", "id", "skill_id", "number", "content"])
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("skill_id", "in", [...new Set(chosen.map(({ skill_id }) => skill_id))])
    .where("number", "in", [...new Set(chosen.map(({ version }) => version))])
    .execute();
  const key = await agentKey(work);
  const opened = rows.map((row) => work.open(skillVersions, key, row));
  return chosen.flatMap(
    ({ skill_id, version }) => opened.find((row) => row.skill_id === skill_id && row.number === version) ?? [],
  );
}

export const areThere: AgentSkills["areThere"] = async (work, chosen) =>
  (await readVersions(work, chosen)).length === chosen.length;

export const findGone: AgentSkills["findGone"] = async (work, chosen) => {
  const there = await readVersions(work, chosen);
  return chosen.filter((one) => !there.some((row) => row.skill_id === one.skill_id && row.number === one.version));
};

/** The agent with what its skills bring. Its own word for a tool counts, and of several skills that of the first. */
export const equipAgent: AgentSkills["equip"] = async (work, agent) => {
  const versions = await readVersions(work, agent.settings.skills ?? []);
  if (versions.length === 0) return agent;
  const tools = new Map<string, ToolChoice>(agent.settings.tools.map((tool) => [tool.name, tool]));
  const own = new Set(tools.keys());
  const skills: SkillAtHand[] = [];
  for (const { id, content } of versions) {
    const { description } = content;
    for (const tool of content.tools) if (!tools.has(tool.name)) tools.set(tool.name, tool);
    const brought = content.tools.map(({ name }) => name).filter((name) => !own.has(name));
    skills.push({ version_id: id, name: freeName(content.name, skills), description, tools: brought });
  }
  return { ...agent, settings: { ...agent.settings, tools: [...tools.values()] }, skills };
};

/** Two skills of one name are told apart by a number. */
function freeName(name: string, taken: readonly SkillAtHand[]): string {
  const isFree = (one: string) => !taken.some((other) => other.name === one);
  if (isFree(name)) return name;
  for (let number = 2; ; number++) if (isFree(`${name}-${number}`)) return `${name}-${number}`;
}
