import type { Work } from "../../../framework/context.ts";
import { agentErrors } from "../errors.ts";
import { skillsPort } from "./skills-port.ts";
import type { AgentSettings } from "../tell-instructions.ts";

/**
 * An agent is given versions of skills that are there. What it has already stays: a skill may be deleted under an agent.
 * @throws Refusal `agents.skill_unknown`
 */
export async function requireSkills(work: Work, settings?: AgentSettings, old?: AgentSettings | null): Promise<void> {
  const has = new Set((old?.skills ?? []).map(({ skill_id, version }) => `${skill_id} ${version}`));
  const added = (settings?.skills ?? []).filter(({ skill_id, version }) => !has.has(`${skill_id} ${version}`));
  if (added.length > 0 && !(await work.port(skillsPort).areThere(work, added))) throw agentErrors.skill_unknown();
}
