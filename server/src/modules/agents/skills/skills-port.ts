import type { Work } from "../../../framework/context.ts";
import { port } from "../../../framework/ports.ts";
import type { AgentInUse } from "../find-agent-in-use.ts";
import type { SkillChoice } from "../tell-instructions.ts";

/** The tool by which an agent opens a skill. */
export const openSkillName = "open_skill";

/** What agents can be given besides their own instructions. */
export type AgentSkills = {
  /** Whether each was published in this workspace. */
  areThere(work: Work, chosen: readonly SkillChoice[]): Promise<boolean>;
  /** Those among them that are there no more. */
  findGone(work: Work, chosen: readonly SkillChoice[]): Promise<SkillChoice[]>;
  /** The agent with what its skills bring, as far as they are there. */
  equip(work: Work, agent: AgentInUse): Promise<AgentInUse>;
};

export const skillsPort = port<AgentSkills>("agents.skills");
