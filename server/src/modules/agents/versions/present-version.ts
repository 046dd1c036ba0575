import * as z from "zod";
import { type AgentConfig, agentSettings, ratings, type SkillChoice } from "../tell-instructions.ts";
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
  skills_gone: z
    .array(z.string())
    .describe("Ids of skills that it was given and that were deleted since: it works without them."),
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

type Now = { inUse: number | null; gone: readonly SkillChoice[] };

export function presentVersion(row: Row, changes: Change[], { inUse, gone }: Now): z.infer<typeof agentVersion> {
  const { id, agent_id, number, created_by } = row;
  const at = row.created_at.toISOString();
  const isGone = (one: SkillChoice) =>
    gone.some(({ skill_id, version }) => skill_id === one.skill_id && version === one.version);
  const skills_gone = (row.config.settings.skills ?? []).filter(isGone).map(({ skill_id }) => skill_id);
  const facts = { id, agent_id, number, created_by, created_at: at, config: row.config };
  return { ...facts, in_use: number === inUse, skills_gone, changes };
}
