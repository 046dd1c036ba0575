import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { mayRemember } from "../consents/public.ts";
import { findRun } from "../runs/public.ts";
import { declareTool, type ToolCall, type ToolSource } from "../tools/public.ts";
import { countMemories, insertMemory, memoriesMax } from "./keep/insert-memory.ts";
import { memoryFields } from "./keep/present-memory.ts";
import { openMemories, selectMemories } from "./keep/find-memory.ts";
import { findMemories } from "./recall/find-memories.ts";

const note = z.strictObject({ text: memoryFields.text, kind: memoryFields.kind.default("fact") });
const question = z.strictObject({ query: z.string().trim().min(1).max(2000).describe("What to look for, in words.") });

const foundMax = 10;
const notAllowed = {
  state: "failed",
  code: "memory.not_allowed",
  sentence: "The person has not agreed that you remember what they say.",
} as const;
const common = { permission: "memories.write", approval: "never", effect: "none" } as const;

const rememberTool = declareTool<z.output<typeof note>>({
  ...common,
  name: "remember",
  title: "Remember",
  says: "can note what you say for later conversations with you",
  description: "Notes one thing about the person you talk with, to know it in later conversations with them.",
  parameters: z.toJSONSchema(note, { io: "input" }),
  parse: (given) => note.parse(given),
  answers: "trusted",
  async run(work, call, { text, kind }) {
    if (!(await mayRemember(work))) return notAllowed;
    return work.inScope(async (step) => {
      const run = await findRun(step, call.runId, "lock");
      if (run.rehearsal) return { state: "answered", output: "[Evaluation: nothing was noted. Take it as done.]" };
      const about = { agent_id: call.agentId, contact_id: run.contact_id, conversation_id: run.conversation_id };
      if (await isNoted(step, call, text)) return { state: "answered", output: "It was noted already." };
      if ((await countMemories(step, call.agentId)) >= memoriesMax)
        return { state: "failed", code: "memory.limit_reached", sentence: "As much is noted as may be." };
      const { untrusted, sandbox } = run;
      await insertMemory(step, { ...about, text, kind, source: "tool", untrusted, sandbox });
      return { state: "answered", output: "Noted." };
    });
  },
});

const recallTool = declareTool<z.output<typeof question>>({
  ...common,
  name: "recall",
  title: "Recall",
  says: "can look up what you told it before",
  description: "Looks up what you noted of the person you talk with, in this and earlier conversations.",
  parameters: z.toJSONSchema(question, { io: "input" }),
  parse: (given) => question.parse(given),
  // Some of it may have been said while words from outside were in context.
  answers: "untrusted",
  async run(work, { agentId, runId }, { query }) {
    if (!(await mayRemember(work))) return notAllowed;
    const { contact_id: contactId } = await findRun(work, runId);
    const found = await findMemories(work, { agentId, contactId, query, vector: undefined }, foundMax);
    const lines = found.map(({ text, status }) => `- ${text}${status === "active" ? "" : " (no longer so)"}`);
    return { state: "answered", output: lines.length === 0 ? "Nothing was noted." : lines.join("\n") };
  },
});

/** A call that broke off may come again: what it noted is not noted twice. */
async function isNoted(step: Work, { agentId }: ToolCall, text: string): Promise<boolean> {
  const rows = await selectMemories(step).where("agent_id", "=", agentId).where("status", "=", "active").execute();
  return (await openMemories(step, rows)).some((row) => row.text === text);
}

/** Only for agents that are set up to remember. */
export const listMemoryTools: ToolSource = {
  name: "memory",
  list: (_, { config, agentId }) =>
    Promise.resolve(agentId === "" || config.settings.memory?.enabled ? [rememberTool, recallTool] : []),
};
