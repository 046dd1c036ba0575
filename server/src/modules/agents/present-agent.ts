import * as z from "zod";
import { type AgentConfig, agentSettings, ratings, usualSettings } from "./tell-instructions.ts";

export const agentFields = {
  name: z.string().trim().min(1).max(100),
  instructions: z.string().trim().max(20_000).describe("What the agent is told before each conversation."),
  model: z
    .string()
    .max(240)
    .describe("The id of one of `GET /models`, or `auto:` and a route's slug or id, of which the id is kept."),
};

/** What is there besides; each as it is where nobody says. */
export const moreFields = {
  rating: z.enum(ratings).describe("`adults`: contacts have to be known as such."),
  settings: agentSettings,
};

export const agent = z.object({
  id: z.string(),
  ...agentFields,
  rating: z.enum(ratings),
  settings: z.object(agentSettings.shape),
  published: z.int().nullable().describe("The version in use. Null: none yet, and the draft is used."),
  sandbox: z.boolean().describe("Its model is the sandbox: no AI is called."),
  example: z.boolean().describe("Made with the workspace, to have someone to talk to at once."),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  version: z.int().describe("Counts changes of the draft."),
});

export type AgentRow = Omit<AgentConfig, "settings"> & {
  id: string;
  settings: AgentConfig["settings"] | null;
  published: number | null;
  example: boolean;
  created_by: string | null;
  created_at: Date;
  updated_at: Date;
  version: number;
};

export function presentAgent(row: AgentRow): z.infer<typeof agent> {
  const { id, published, example, version } = row;
  const times = { created_at: row.created_at.toISOString(), updated_at: row.updated_at.toISOString() };
  return { id, ...draftOf(row), published, sandbox: row.model === "sandbox", example, ...times, version };
}

/** The agent as it is written now, which need not be what is used. */
export function draftOf({ name, instructions, model, rating, settings }: AgentRow): AgentConfig {
  return { name, instructions, model, rating, settings: settings ?? usualSettings };
}
