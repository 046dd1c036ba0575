export { findAgent } from "./find-agent.ts";
export { readStanding, readStandings } from "./read-standing.ts";
