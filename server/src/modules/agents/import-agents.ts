import * as z from "zod";
import type { ImportRule } from "../../privacy/public.ts";
import { agentFields } from "./present-agent.ts";
import { agentSettings } from "./tell-instructions.ts";
import { agents } from "./tables.ts";

/** The workspace has an example of its own, and versions of an agent stay behind: it comes as a draft. */
export const importAgents: readonly ImportRule[] = [
  {
    table: agents,
    shape: z.object({ ...agentFields, settings: z.object(agentSettings.shape).nullable() }),
    set: { example: false, published: null },
  },
];
