export { type AgentConfig, tellInstructions, type ToolChoice, usualAgent } from "./tell-instructions.ts";
export { agentErrors } from "./errors.ts";
export { findAgent } from "./find-agent.ts";
export { findAgentsWithin } from "./find-agents-within.ts";
export { findAgentByName } from "./find-agent-by-name.ts";
export { openStandings, readStandings } from "./open-standings.ts";
export { type AgentInUse, findAgentInUse, inUse } from "./find-agent-in-use.ts";
export { requireUse } from "./require-use.ts";
