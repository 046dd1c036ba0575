import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { port } from "../../../framework/ports.ts";
import { agentFields, moreFields } from "../present-agent.ts";

/** What an agent is at its start. Its model is whichever there is. */
export const startingPointAgent = z.strictObject({
  name: agentFields.name,
  instructions: agentFields.instructions,
  ...moreFields,
});

/** Agents to begin with. */
export type StartingPoints = {
  find(slug: string): z.output<typeof startingPointAgent> | undefined;
  /** Has the agent tried on what its starting point is tried on. */
  keepCases(work: Work, agentId: string, slug: string): Promise<void>;
};

export const startingPointsPort = port<StartingPoints>("agents.starting_points");
