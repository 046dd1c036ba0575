export { checkAi } from "./check-ai.ts";
export { checkDestination } from "./connect.ts";
export { egressErrors } from "./errors.ts";
export { generate } from "./generate.ts";
export { providersPort, type ReadStandings, type Route, type Standing } from "./ports.ts";
export { askToStop, recordInterruption } from "./record-generation.ts";
export { generationInterrupted } from "./settle-interrupted.ts";
export { generations } from "./tables.ts";
