import * as z from "zod";
import { type AgentConfig, agentSettings, ratings } from "../tell-instructions.ts";
import type { Change } from "./compare-configs.ts";

const config = z.object({
  name: z.string(),
  instructions: z.string(),
  model: z.string(),
  rating: z.enum(ratings),
  settings: z.object(agentSettings.shape),
});

export const agentVersion = z.object({
  id: z.string(),
  agent_id: z.string(),
  number: z.int(),
  in_use: z.boolean(),
  created_by: z.string().nullable().describe("Answers for it: its rights are no more than theirs."),
  created_at: z.iso.datetime(),
  config,
  changes: z
    .array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() }))
    .describe("What differs from the version before it, or from the one that was asked for."),
});

type Row = {
  id: string;
  agent_id: string;
  number: number;
  created_by: string | null;
  created_at: Date;
  config: AgentConfig;
};

export function presentVersion(row: Row, changes: Change[], inUse: number | null): z.infer<typeof agentVersion> {
  const { id, agent_id, number, created_by } = row;
  const at = row.created_at.toISOString();
  return { id, agent_id, number, in_use: number === inUse, created_by, created_at: at, config: row.config, changes };
}
