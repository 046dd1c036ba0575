import * as z from "zod";
import { declareTool } from "../declare-tool.ts";

const input = z.strictObject({
  agent: z.string().min(1).max(120).describe("Its id, or its name in small letters with hyphens."),
  note: z.string().min(1).max(4000).describe("What it has to know to go on: what is wanted, and what was done."),
  variables: z
    .record(z.string().max(40), z.string().max(2000))
    .optional()
    .describe("What its instructions want to know, by name, where it says so."),
});
const settings = z.strictObject({
  agents: z.array(z.string().max(120)).min(1).max(50).describe("Which agents, by id or by name."),
});

export const handOffName = "hand_off";

export const handOff = declareTool<z.output<typeof input>>({
  name: handOffName,
  title: "Hand over to another agent",
  says: "can hand the conversation over to other agents",
  description: "Hands the conversation over to another agent, which answers in your place from here on.",
  parameters: z.toJSONSchema(input),
  parse: (given) => input.parse(given),
  readSettings: (given) => settings.parse(given),
  effect: "none",
  answers: "trusted",
  permission: "tools.use",
  approval: "never",
  takesOver: true,
  delegate: ({ agent, note, variables }, of) => {
    const { agents } = of as z.output<typeof settings>;
    return agents.includes(agent) ? { agent, text: note, ...(variables && { variables }) } : undefined;
  },
});
