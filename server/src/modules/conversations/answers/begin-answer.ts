import { recordInterruption } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import { type AgentInUse, type AgentSettings, findAgentInUse, recallPort, worksInRuns } from "../../agents/public.ts";
import { sandboxModelId } from "../../models/public.ts";
import { startRun } from "../../runs/public.ts";
import type { AnswerPlace } from "./append-chunks.ts";
import { buildPrompt, type Prompt } from "./build-prompt.ts";
import { conversationErrors } from "../errors.ts";
import { visitorsPort } from "./visitors-port.ts";
import { type Found, findMessage, ifThere, readChunks } from "../messages/find-message.ts";
import { finishMessage, isUnderWay } from "../messages/finish-message.ts";
import { messages } from "../tables.ts";
import { updateConversation } from "../update-conversation.ts";

/** So often an answer is begun at all: more tries than this mean that it takes its worker down with it. */
const attemptsMax = 3;

/**
 * Takes over a queued answer, or one whose worker died. What was shown is never shown twice: an answer of which
 * something was there fails and can be retried; one of which nothing was there is made anew.
 * @returns nothing where there is nothing left to answer
 */
export async function beginAnswer(
  work: Work,
  { messageId, apiKeyId }: { messageId: string; apiKeyId: string | undefined },
  attempt: number,
): Promise<
  | (AnswerPlace &
      Prompt & {
        agentId: string;
        settings: AgentSettings;
        contactId?: string;
        asksAge?: true;
        widgetId: string | null;
      })
  | { runId: string }
  | undefined
> {
  let found = await ifThere(findMessage(work, messageId));
  if (!found || !isUnderWay(found.message)) return undefined;
  if (found.message.run_id) return { runId: found.message.run_id };
  const { message } = found;
  if (message.generation_id) {
    await recordInterruption(work.db, message.generation_id, work.at);
    const { text } = await readChunks(work, found.conversation.key, messageId);
    if (text !== "") return fail(work, found, conversationErrors.interrupted.code, text);
  }
  if (attempt > attemptsMax) return fail(work, found, conversationErrors.gave_up.code);
  const agent = await findAnswering(work, found.conversation);
  if (!agent) return fail(work, found, conversationErrors.agent_gone.code);
  const heeded = await work.port(recallPort).heed(work, { agentId: agent.id, replyId: messageId });
  // What was said may be withheld since, by this wish or as an earlier one is over.
  found = await findMessage(work, messageId);
  const { conversation } = found;
  const prompt = await buildPrompt(work, found, agent);
  if (worksInRuns(agent.settings)) return beginRun(work, found, { agent, prompt, heeded, apiKeyId });
  const generationId = work.newId("gen");
  const next = updateConversation(work, conversation);
  const sandbox = agent.model === sandboxModelId;
  await work.db
    .of(messages)
    .updateTable("messages")
    .set({
      state: "streaming",
      generation_id: generationId,
      model: agent.model,
      sandbox,
      untrusted: prompt.untrusted,
      revision: next.nextRevision(),
    })
    .where("workspace_id", "=", message.workspace_id)
    .where("id", "=", messageId)
    .execute();
  await next.save({ sandbox });
  const about = conversation.contact_id === null ? {} : { contactId: conversation.contact_id };
  const place = { conversationId: conversation.id, messageId, generationId, key: conversation.key };
  const asksAge = agent.rating === "adults" ? ({ asksAge: true } as const) : {};
  const instructions = [prompt.instructions, heeded ?? ""].filter((text) => text !== "").join("\n\n");
  return {
    widgetId: conversation.widget_id,
    ...about,
    ...asksAge,
    ...place,
    agentId: agent.id,
    settings: agent.settings,
    ...prompt,
    instructions,
  };
}

/** Whoever answers; visitors of a widget have less of them. */
async function findAnswering(work: Work, { agent_id, widget_id }: Found["conversation"]) {
  const agent = await ifThere(findAgentInUse(work, agent_id));
  return agent && widget_id !== null ? work.port(visitorsPort).narrow(work, widget_id, agent) : agent;
}

type Beginning = { agent: AgentInUse; prompt: Prompt; heeded: string | undefined; apiKeyId: string | undefined };

/** The run writes the answer, step by step; from here on the message is its surface. */
async function beginRun(work: Work, { conversation, message }: Found, { agent, prompt, heeded, apiKeyId }: Beginning) {
  const { values, by_agent } = conversation.variables ?? {};
  const variables = values && { variables: values, ...(by_agent && { variables_by_agent: by_agent }) };
  const told = { messages: prompt.messages, ...variables, ...(heeded !== undefined && { instructions: heeded }) };
  const about = { conversationId: conversation.id, messageId: message.id, contactId: conversation.contact_id };
  // A visitor's words are somebody's outside, however they are put.
  const { widget_id: widgetId } = conversation;
  const from =
    widgetId === null
      ? { trigger: "chat" as const, isUntrusted: prompt.untrusted }
      : { trigger: "widget" as const, triggerId: widgetId, isUntrusted: true };
  const runId = await startRun(work, { agent, told, ...about, ...from, ...(apiKeyId !== undefined && { apiKeyId }) });
  const next = updateConversation(work, conversation);
  const sandbox = agent.model === sandboxModelId;
  const begun = { state: "streaming" as const, run_id: runId, model: agent.model, sandbox };
  await work.db
    .of(messages)
    .updateTable("messages")
    .set({ ...begun, revision: next.nextRevision() })
    .where("workspace_id", "=", message.workspace_id)
    .where("id", "=", message.id)
    .execute();
  await next.save({ sandbox });
  return { runId };
}

async function fail(work: Work, found: Found, errorCode: string, text = ""): Promise<undefined> {
  await finishMessage(work, found, { state: "failed", errorCode, text });
}
