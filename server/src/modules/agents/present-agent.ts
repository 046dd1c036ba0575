import * as z from "zod";

export const agentFields = {
  name: z.string().trim().min(1).max(100),
  instructions: z.string().trim().max(20_000).describe("What the agent is told before each conversation."),
  model: z.string().max(240).describe("The id of one of `GET /models`."),
};

export const agent = z.object({
  id: z.string(),
  ...agentFields,
  sandbox: z.boolean().describe("Its model is the sandbox: no AI is called."),
  example: z.boolean().describe("Made with the workspace, to have someone to talk to at once."),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  version: z.int(),
});

export type AgentRow = {
  id: string;
  name: string;
  instructions: string;
  model: string;
  example: boolean;
  created_at: Date;
  updated_at: Date;
  version: number;
};

export function presentAgent(row: AgentRow): z.infer<typeof agent> {
  const { id, name, instructions, model, example, version } = row;
  const times = { created_at: row.created_at.toISOString(), updated_at: row.updated_at.toISOString() };
  return { id, name, instructions, model, sandbox: model === "sandbox", example, ...times, version };
}
