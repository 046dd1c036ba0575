import type { AgentSkills } from "../agents/public.ts";
import { areThere, equipAgent, findGone } from "./use/equip-agent.ts";

export { listSkillTools } from "./use/list-skill-tools.ts";

export const agentSkills: AgentSkills = { areThere, equip: equipAgent, findGone };
