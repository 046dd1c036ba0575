import { secondMs } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import { userKey } from "../find-conversation.ts";
import { ifThere, readChunks } from "../messages/find-message.ts";
import { type Message, presentMessage } from "../messages/present-message.ts";
import { presentConversation } from "../present-conversation.ts";
import { type Heard, listenForChanges } from "./listen-for-changes.ts";
import { type Changes, type Place, readChanges, writePlace } from "./read-changes.ts";

const keepaliveMs = 15 * secondMs;

type Told = { place: Place | undefined } & (
  | { event: "message"; data: Message }
  | { event: "delta"; data: { message_id: string; offset: number; text: string } }
  | { event: "conversation"; data: ReturnType<typeof presentConversation> }
  | { event: "deleted"; data: { id: string } }
);
/** What a follower is told, and how far they have seen with it. */
export type Change = Told | { event: "keepalive" };

/** What happens in a conversation of the work's person, from a place on. Reads in single statements, and holds nothing while it waits. */
export async function* followChanges(
  work: Work,
  id: string,
  from: Place | undefined,
  signal: AbortSignal,
): AsyncGenerator<Change> {
  const news = listenForChanges(work.signals, id, signal);
  let place = from;
  let changes: Changes | undefined;
  try {
    for (let heard: Heard = "change"; heard !== "over"; heard = await news.next(keepaliveMs)) {
      if (heard === "quiet") yield { event: "keepalive" };
      // Without the key, which is remembered for half a second, the owner is gone and so is the conversation.
      if (heard !== "text" || !changes || !(await ifThere(userKey(work)))) {
        changes = await readChanges(work, id, place);
        if (!changes) {
          yield { event: "deleted", data: { id }, place };
          return;
        }
        yield* tellChanges(work, changes, place);
        place = changes.place;
      }
      const { conversation, underWay } = changes;
      const more = underWay && (await readChunks(work, conversation.key, underWay, place?.sequence));
      if (!more || more.text === "") continue;
      place = { revision: changes.place.revision, sequence: more.sequence };
      yield { event: "delta", data: { message_id: underWay, offset: more.offset, text: more.text }, place };
    }
  } finally {
    news.close();
  }
}

/** Only the last event of several moves the follower on: a break in between brings all of them again. */
function* tellChanges(
  work: Work,
  { conversation, changed, underWay, place }: Changes,
  since: Place | undefined,
): Generator<Told> {
  const events = changed.map(({ message, ...presented }) => {
    return { event: "message" as const, data: presentMessage(work, conversation, message, presented) };
  });
  const isRenamed = since !== undefined && conversation.title_revision > since.revision;
  const all = isRenamed
    ? [...events, { event: "conversation" as const, data: presentConversation(conversation, underWay !== undefined) }]
    : events;
  for (const [index, one] of all.entries()) yield { ...one, place: index === all.length - 1 ? place : since };
}

type Written = { event: string; data: object; place: Place | undefined } | { event: "keepalive" };

/** As a server-sent event. */
export const writeChange = (change: Written): string =>
  "data" in change
    ? `${change.place ? `id: ${writePlace(change.place)}\n` : ""}event: ${change.event}\ndata: ${JSON.stringify(change.data)}\n\n`
    : ": keepalive\n\n";
