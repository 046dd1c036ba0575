import type { Work } from "../../../framework/context.ts";
import type { AgentMemory } from "../../agents/public.ts";
import { type AnsweredTurn, readTurn, withholdMessages } from "../../conversations/public.ts";
import { splitWords } from "../../knowledge/public.ts";
import { forgetMemories } from "../keep/forget-memories.ts";
import { type OpenMemory, openMemories, selectMemories } from "../keep/find-memory.ts";
import { readForgetRequest } from "./read-forget-request.ts";

/** Of the words that a wish is about, so many have to be in what is forgotten. */
const sharedLeast = 0.5;
/** Endings differ (*allergies*, *allergic*): so much of the longer word has to be the same, and at least so many letters. */
const sameShare = 0.6;
const sameLeast = 4;

const done = `The person asked you to forget something. It was forgotten before you were asked: say so in a sentence, \
without repeating what it was. They can see what you remember of them in their settings under Memories.`;
const nothingFound = `The person asked you to forget something, and nothing like it is remembered. Say so in a \
sentence. They can see what you remember of them in their settings under Memories.`;

/** Forgets what the message says should be forgotten. Doing it twice changes nothing more. */
export const heedRequest: AgentMemory["heed"] = async (step, { agentId, replyId }) => {
  const turn = await readTurn(step, replyId, "lock");
  if (turn) await withholdWishes(step, turn);
  const request = turn && readForgetRequest(turn.said.text);
  if (!turn || !request) return undefined;
  const isMet =
    request.what === "last" ? await forgetLast(step, turn) : await forgetAbout(step, turn, { agentId, ...request });
  return isMet ? done : nothingFound;
};

/** An earlier wish names what is to be forgotten: once it is met, it is told no more, nor what was answered. */
async function withholdWishes(step: Work, { conversationId, earlier }: AnsweredTurn): Promise<void> {
  const wishes = earlier.filter(({ text, isTold }) => isTold && readForgetRequest(text)?.what === "about");
  await withholdMessages(
    step,
    conversationId,
    wishes.map(({ id }) => id),
  );
}

/** What was said just before: with all that was kept of it, and before anything is. */
async function forgetLast(step: Work, turn: AnsweredTurn): Promise<boolean> {
  const last = turn.earlier[0];
  if (!last) return false;
  const rows = await selectMemories(step).where("message_id", "=", last.id).execute();
  await forgetMemories(
    step,
    rows.map(({ id }) => id),
  );
  if (last.isTold) await withholdMessages(step, turn.conversationId, [last.id]);
  return true;
}

/** All that this agent knows about something, and what was said about it in this conversation. */
async function forgetAbout(
  step: Work,
  turn: AnsweredTurn,
  { agentId, words }: { agentId: string; words: string },
): Promise<boolean> {
  const wanted = splitWords(words).filter(tells);
  if (wanted.length === 0) return false;
  const rows = await selectMemories(step).where("agent_id", "=", agentId).execute();
  const opened = await openMemories(step, rows);
  const told = turn.earlier.filter(({ text, isTold }) => isTold && isAbout(text, wanted));
  const found = opened.filter((row) => isAbout(row.text, wanted) || told.some((one) => isNotedOf(row, one, wanted)));
  const gone = await forgetMemories(
    step,
    found.map(({ id }) => id),
  );
  const said = told.map(({ id }) => id);
  await withholdMessages(step, turn.conversationId, said);
  return gone > 0 || said.length > 0;
}

/** Little words, of the languages in which wishes are understood; they say nothing of what one is about. */
const little = new Set(
  (
    "the and that this what about with from have has had was were are for not you your our his her their mein meine meinen " +
    "meiner dass das die der den dem und mit von ich bin habe ist nicht que les des une est pas mon mes mis los las una " +
    "con por che gli mio mia miei sono non dat het een mijn van ben niet moje moja mój jest nie"
  ).split(" "),
);
const tells = (word: string) => word.length > 2 && !little.has(word);

function isAbout(text: string, wanted: readonly string[]): boolean {
  const there = splitWords(text);
  const met = wanted.filter((word) => there.some((other) => isAlike(word, other)));
  return met.length / wanted.length >= sharedLeast;
}

/**
 * A note may say in other words what was said: it is of those clauses of its message that are about it if it shares a word
 * with them, and of any where no clause is by itself.
 */
function isNotedOf(row: OpenMemory, said: { id: string; text: string }, wanted: readonly string[]): boolean {
  if (row.message_id !== said.id) return false;
  const clauses = said.text.split(clauseEnd).filter((clause) => isAbout(clause, wanted));
  if (clauses.length === 0) return true;
  const words = clauses.flatMap((clause) => splitWords(clause)).filter(tells);
  return splitWords(row.text).some((word) => tells(word) && words.some((other) => isAlike(word, other)));
}

const clauseEnd = /[.!?;:,\n]+|\s(?:and|but|und|aber|et|mais|y|pero|e|ma|en|maar|i|ale)\s/iu;

function isAlike(one: string, other: string): boolean {
  if (one === other) return true;
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  return same >= sameLeast && same / Math.max(one.length, other.length) >= sameShare;
}
