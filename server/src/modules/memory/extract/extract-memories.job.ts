import * as z from "zod";
import { inspectKept } from "../../../egress/public.ts";
import { job, type JobContext } from "../../../framework/jobs/jobs.ts";
import type { Work } from "../../../framework/context.ts";
import { type AgentInUse, findAgentInUse } from "../../agents/public.ts";
import { mayRemember } from "../../consents/public.ts";
import { type AnsweredTurn, ifThere, noteNotRemembered, readTurn } from "../../conversations/public.ts";
import { type OpenMemory, openMemories, selectMemories } from "../keep/find-memory.ts";
import { countMemories, insertMemory, memoriesMax, supersede } from "../keep/insert-memory.ts";
import { readForgetRequest } from "../recall/read-forget-request.ts";
import { askForFacts, type Fact } from "./ask-for-facts.ts";

/** So much of what is known is shown to the model, to tell what is no longer so. */
const knownMax = 40;

/** Notes what a person said in one turn that lasts. Each turn once, whoever is given it how often. */
export const extractMemories = job({
  name: "memory.extract",
  data: z.object({ message_id: z.string() }),
  purpose: "converse",
  long: true,
  perTenantMax: 4,
  attemptsMax: 4,
  async run(ctx, { message_id: replyId }) {
    const turn = await readOpenTurn(ctx, replyId);
    const agent = turn && (await ifThere(findAgentInUse(ctx, turn.agentId)));
    if (!turn || !agent?.settings.memory?.enabled || !(await mayRemember(ctx))) return;
    const known = await readKnown(ctx, turn);
    const answer = await askForFacts(ctx, { turn, agent, known });
    const facts = await withoutSecrets(ctx, answer.facts);
    const leftOut = { ...answer.leftOut, guardrail: answer.facts.length - facts.length };
    if (facts.length === 0 && Object.values(leftOut).every((count) => count === 0)) return;
    // The answer took its time: what was deleted, edited or forgotten meanwhile is not remembered.
    await ctx.inScope(async (step) => {
      const still = await readOpenTurn(step, replyId, "lock");
      if (!still || !(await mayRemember(step))) return;
      const full = await keepFacts(step, { ...answer, turn: still, agent, known, facts });
      await noteNotRemembered(step, replyId, { ...leftOut, full });
    });
  },
});

/** Nothing where there is nothing to look at any more, or it was looked at. */
async function readOpenTurn(work: Work, replyId: string, lock: "lock" | "look" = "look") {
  const turn = await readTurn(work, replyId, lock);
  if (!turn || readForgetRequest(turn.said.text)) return undefined;
  const noted = await selectMemories(work)
    .where("message_id", "=", turn.said.id)
    .where("source", "=", "extracted")
    .limit(1)
    .execute();
  return noted.length === 0 ? turn : undefined;
}

async function readKnown(work: Work, { agentId, contactId }: AnsweredTurn): Promise<OpenMemory[]> {
  const rows = await selectMemories(work)
    .where("agent_id", "=", agentId)
    .where("contact_id", contactId === null ? "is" : "=", contactId)
    .where("status", "=", "active")
    .orderBy("id", "desc")
    .limit(knownMax)
    .execute();
  return openMemories(work, rows);
}

/** What the guardrail would stop, or ask about, is not kept either. */
async function withoutSecrets(ctx: JobContext, facts: readonly Fact[]): Promise<Fact[]> {
  const texts = facts.map(({ text }) => text);
  const kept = await inspectKept(ctx, texts, ctx.signal);
  return facts.filter((_, at) => kept[at]?.mayLeave !== false);
}

type Keeping = {
  turn: AnsweredTurn;
  agent: AgentInUse;
  known: readonly OpenMemory[];
  facts: readonly Fact[];
  sandbox: boolean;
};

/** @returns how many found no room */
async function keepFacts(step: Work, { turn, agent, known, facts, sandbox }: Keeping): Promise<number> {
  const room = Math.max(0, memoriesMax - (await countMemories(step, agent.id)));
  const { isUntrusted: untrusted, conversationId: conversation_id, contactId: contact_id } = turn;
  const from = { agent_id: agent.id, contact_id, conversation_id, message_id: turn.said.id, untrusted, sandbox };
  for (const { text, kind, confidence, event_time, replaces } of facts.slice(0, room)) {
    const event_at = event_time === null ? null : new Date(event_time);
    const fresh = await insertMemory(step, { ...from, text, kind, confidence, event_at, source: "extracted" });
    const old = replaces === null ? undefined : known[replaces - 1];
    // Words from outside take the place of nothing that the person said.
    if (old && !(untrusted && !old.untrusted)) await supersede(step, old, fresh);
  }
  return Math.max(0, facts.length - room);
}
