export { findAgent } from "./find-agent.ts";
export { readStanding, readSwitches } from "./read-standing.ts";
