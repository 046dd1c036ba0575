export { findAgent } from "./find-agent.ts";
export { findAgentsWithin } from "./find-agents-within.ts";
export { findAgentByName } from "./find-agent-by-name.ts";
export { openStandings, readStandings } from "./open-standings.ts";
