import * as z from "zod";
import type { ImportRule } from "../../privacy/public.ts";
import { agentFields } from "./present-agent.ts";
import { agents } from "./tables.ts";

/** The workspace has an example of its own. */
export const importAgents: readonly ImportRule[] = [
  { table: agents, shape: z.object(agentFields), set: { example: false } },
];
