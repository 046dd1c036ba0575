export {
  type AgentConfig,
  type AgentSettings,
  type SkillAtHand,
  type SkillChoice,
  tellInstructions,
  toolChoice,
  type ToolChoice,
  toolName,
  usualAgent,
  worksInRuns,
} from "./tell-instructions.ts";
export { type AgentMemory, recallPort, type Recalled, type RememberedTurn } from "./recall-port.ts";
export { findAgentsWithSkill } from "./skills/find-agents-with-skill.ts";
export { type AgentSkills, openSkillName, skillsPort } from "./skills/skills-port.ts";
export { agentErrors } from "./errors.ts";
export { evaluationPort } from "./evaluation-port.ts";
export { agentKey, findAgent } from "./find-agent.ts";
export { findAgentAt } from "./versions/find-agent-at.ts";
export { findAgentsWithin } from "./find-agents-within.ts";
export { findAgentByName } from "./find-agent-by-name.ts";
export { startingPointAgent, type StartingPoints, startingPointsPort } from "./starting-points/starting-points-port.ts";
export { openStandings, readStandings } from "./open-standings.ts";
export { type AgentInUse, findAgentInUse, inUse } from "./find-agent-in-use.ts";
export { draftOf } from "./present-agent.ts";
export { findUseLack, requireUse } from "./require-use.ts";
export { findVariableLack, givenVariables, requireVariables } from "./variables/require-variables.ts";
