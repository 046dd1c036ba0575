import * as z from "zod";
import { declareTool } from "../declare-tool.ts";

const input = z.strictObject({
  agent: z.string().min(1).max(120).describe("Its id, or its name in small letters with hyphens."),
  text: z.string().min(1).max(20_000).describe("What it is to do, with all it has to know."),
  variables: z
    .record(z.string().max(40), z.string().max(2000))
    .optional()
    .describe("What its instructions want to know, by name, where it says so."),
});
const settings = z.strictObject({
  agents: z.array(z.string().max(120)).min(1).max(50).describe("Which agents, by id or by name."),
});

export const askAgent = declareTool<z.output<typeof input>>({
  name: "ask_agent",
  title: "Ask another agent",
  says: "can have other agents work for it",
  description: "Hands a task to another agent and gives back its answer.",
  parameters: z.toJSONSchema(input),
  parse: (given) => input.parse(given),
  readSettings: (given) => settings.parse(given),
  effect: "none",
  answers: "trusted",
  permission: "tools.use",
  approval: "never",
  delegate: ({ agent, text, variables }, of) => {
    const { agents } = of as z.output<typeof settings>;
    return agents.includes(agent) ? { agent, text, ...(variables && { variables }) } : undefined;
  },
});
