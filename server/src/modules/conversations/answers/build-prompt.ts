import type { Work } from "../../../framework/context.ts";
import { type AgentConfig, tellInstructions } from "../../agents/public.ts";
import { type Found, selectMessages } from "../messages/find-message.ts";
import { messages } from "../tables.ts";

export type Prompt = {
  model: string;
  instructions: string;
  messages: Turn[];
  /** An earlier answer was given with something from outside in context, and may repeat it. */
  untrusted: boolean;
};

export type Turn = { role: "user" | "assistant"; content: string };

/** The newest so many messages go to the model. */
const messagesMax = 200;

/** What the model gets to answer a message: the agent's instructions and the conversation as it stands. */
export async function buildPrompt(
  work: Work,
  { conversation, message }: Found,
  agent: Pick<AgentConfig, "model" | "instructions" | "settings">,
): Promise<Prompt> {
  const rows = await selectMessages(work)
    .where("conversation_id", "=", conversation.id)
    .where("superseded", "=", false)
    .where("withheld", "=", false)
    .where("position", "<", message.position)
    .orderBy("position", "desc")
    .limit(messagesMax)
    .execute();
  const said = rows
    .toReversed()
    .map((row) => ({ role: row.role, content: work.open(messages, conversation.key, row).text ?? "" }));
  const untrusted = rows.some((row) => row.untrusted);
  return { model: agent.model, instructions: tellInstructions(agent), messages: joinTurns(said), untrusted };
}

/** Many models want turns that alternate and begin with the person: an answer that came to nothing leaves a gap. */
export function joinTurns(said: readonly Turn[]): Turn[] {
  const turns: Turn[] = [];
  for (const { role, content } of said) {
    const last = turns.at(-1);
    if (content === "" || (!last && role === "assistant")) continue;
    if (last?.role === role) turns[turns.length - 1] = { role, content: `${last.content}\n\n${content}` };
    else turns.push({ role, content });
  }
  return turns;
}
