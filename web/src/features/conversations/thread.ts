import type { Message } from "./queries.ts";

/** The messages of a conversation in the order they were said. */
export type Thread = readonly Message[];

export interface Delta {
  message_id: string;
  /** Length of the text before this piece, in UTF-16 code units. */
  offset: number;
  text: string;
}

const finalStates = new Set<Message["state"]>(["complete", "stopped", "failed"]);

export const isUnfinished = (message: Message) => !finalStates.has(message.state);

/** Takes in what a list or an event says. Both may be late, so whatever is further along wins. */
export function mergeMessages(thread: Thread, news: readonly Message[]): Thread {
  const merged = new Map(thread.map((message) => [message.id, message]));
  for (const message of news) {
    const known = merged.get(message.id);
    merged.set(message.id, known ? furtherAlong(known, message) : message);
  }
  return [...merged.values()].toSorted(bySpokenOrder);
}

/** Adds a piece of text; pieces told twice change nothing. A piece after a hole answers `gap`: the list must be read again. */
export function applyDelta(thread: Thread, { message_id, offset, text }: Delta): Thread | "gap" {
  const message = thread.find(({ id }) => id === message_id);
  if (!message || offset > message.text.length) return "gap";
  if (!isUnfinished(message)) return thread;
  const fresh = text.slice(message.text.length - offset);
  if (fresh === "") return thread;
  const longer: Message = { ...message, state: "streaming", text: message.text + fresh };
  return thread.map((each) => (each === message ? longer : each));
}

function furtherAlong(known: Message, told: Message): Message {
  // Neither is ever taken back, so whoever knows of it is further along.
  const either = { superseded: known.superseded || told.superseded, run_id: told.run_id ?? known.run_id };
  if (isUnfinished(known) !== isUnfinished(told)) return { ...(isUnfinished(told) ? known : told), ...either };
  return { ...(told.text.length >= known.text.length ? told : known), ...either };
}

function bySpokenOrder(a: Message, b: Message): number {
  if (a.created_at !== b.created_at) return a.created_at < b.created_at ? -1 : 1;
  if (a.role !== b.role) return a.role === "user" ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
