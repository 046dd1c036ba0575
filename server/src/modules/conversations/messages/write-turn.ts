import { checkConsent, egressErrors } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import { agentErrors, findAgentInUse, requireUse } from "../../agents/public.ts";
import { sandboxModelId } from "../../models/public.ts";
import { answerMessage } from "../answers/answer-message.job.ts";
import { attachedPort } from "../../files/public.ts";
import { conversationErrors } from "../errors.ts";
import type { OpenConversation } from "../find-conversation.ts";
import { ifThere, type MessageRow } from "./find-message.ts";
import { isAnswering } from "../is-answering.ts";
import { messages } from "../tables.ts";
import { updateConversation } from "../update-conversation.ts";

/** Why an answer may not be asked for: what `checkAi`, `refuseVisitors` and `writeTurn` refuse. */
export const turnRefusals = [
  egressErrors.ai_off,
  egressErrors.locked,
  egressErrors.consent_missing,
  egressErrors.age_refused,
  conversationErrors.still_answering,
  conversationErrors.agent_gone,
  conversationErrors.visitors_only,
  agentErrors.not_for_you,
  agentErrors.variable_missing,
  agentErrors.variable_wrong,
];

/** A visitor's words are theirs: nobody writes in their place, nor has them answered anew. @throws Refusal `conversations.visitors_only` */
export function refuseVisitors({ widget_id }: OpenConversation): void {
  if (widget_id !== null) throw conversationErrors.visitors_only();
}

type Turn = {
  /** What the person says; without it, what they said before is answered anew. */
  text?: string;
  /** What was added to the conversation and goes with it. */
  attachmentIds?: readonly string[];
  /** Messages from this position on become an earlier version. */
  supersedeFrom?: number;
};

export type Written = { conversation: OpenConversation; said: MessageRow | undefined; reply: MessageRow };

/**
 * Writes what was said and the queued answer, and asks for the answer: one transaction, which has the conversation locked.
 * @throws Refusal `conversations.still_answering`, `conversations.agent_gone`, `agents.not_for_you`, `agents.variable_missing`, `agents.variable_wrong`, `egress.locked`, `egress.consent_missing`, `egress.age_refused`
 */
export async function writeTurn(
  work: Work,
  conversation: OpenConversation,
  { text, attachmentIds = [], supersedeFrom }: Turn,
): Promise<Written> {
  if (await isAnswering(work, conversation.id)) throw conversationErrors.still_answering({}, 1);
  await checkConsent(work, conversation.contact_id);
  const agent = await ifThere(findAgentInUse(work, conversation.agent_id));
  if (!agent) throw conversationErrors.agent_gone();
  await requireUse(work, agent, conversation.variables?.values);
  const next = updateConversation(work, conversation);
  if (supersedeFrom !== undefined) await supersede(work, conversation.id, supersedeFrom, next.nextRevision());
  const base = { ...describeNew(work, conversation), model: null, sandbox: false, text: null };
  const said =
    text === undefined
      ? undefined
      : await insertMessage(work, conversation, {
          ...base,
          role: "user",
          state: "complete",
          text,
          revision: next.nextRevision(),
        });
  if (said)
    await work.port(attachedPort).attach(work, { conversationId: conversation.id, messageId: said.id }, attachmentIds);
  const sandbox = agent.model === sandboxModelId;
  const reply = await insertMessage(work, conversation, {
    ...base,
    role: "assistant",
    state: "queued",
    model: agent.model,
    sandbox,
    revision: next.nextRevision(),
  });
  const titled = conversation.title === null && text !== undefined ? { title: makeTitle(text) } : {};
  const saved = await next.save({ sandbox, ...titled });
  const { principal } = work;
  const asker = principal.kind === "api_key" ? { api_key_id: principal.id } : {};
  await work.enqueue(answerMessage, { message_id: reply.id, ...asker });
  return { conversation: saved, said, reply };
}

async function supersede({ db, scope }: Work, conversationId: string, from: number, revision: number): Promise<void> {
  await db
    .of(messages)
    .updateTable("messages")
    .set({ superseded: true, revision })
    .where("workspace_id", "=", scope.workspaceId!)
    .where("conversation_id", "=", conversationId)
    .where("position", ">=", from)
    .where("superseded", "=", false)
    .execute();
}

const describeNew = (work: Work, conversation: OpenConversation) => ({
  organization_id: conversation.organization_id,
  workspace_id: conversation.workspace_id,
  conversation_id: conversation.id,
  user_id: conversation.user_id,
  superseded: false,
  created_at: work.at,
});

type NewMessage = ReturnType<typeof describeNew> & {
  role: "user" | "assistant";
  state: "complete" | "queued";
  text: string | null;
  model: string | null;
  sandbox: boolean;
  revision: number;
};

async function insertMessage(work: Work, { key }: OpenConversation, fields: NewMessage): Promise<MessageRow> {
  const sealed = work.seal(messages, key, { ...fields, id: work.newId("msg"), position: fields.revision });
  await work.db.of(messages).insertInto("messages").values(sealed).execute();
  return {
    ...sealed,
    error_code: null,
    generation_id: null,
    untrusted: false,
    withheld: false,
    not_remembered: null,
    run_id: null,
    tokens_in: null,
    tokens_out: null,
    latency_ms: null,
  };
}

const titleMax = 60;

/** The first line of the first message, cut at a word. */
export function makeTitle(text: string): string {
  const line = text
    .trim()
    .split(/[\r\n]/, 1)[0]!
    .replace(/\s+/g, " ");
  const letters = [...line];
  if (letters.length <= titleMax) return line;
  const cut = letters.slice(0, titleMax).join("");
  return `${cut.replace(/\s\S{0,15}$/u, "")}…`;
}
