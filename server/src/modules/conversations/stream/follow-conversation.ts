import * as z from "zod";
import { secondMs } from "../../../framework/clock.ts";
import type { Context } from "../../../framework/context.ts";
import { streamEndpoint } from "../../../framework/endpoint.ts";
import { aboutAgent, findConversation, userKey } from "../find-conversation.ts";
import { ifThere, readChunks } from "../messages/find-message.ts";
import { type Heard, listenForChanges } from "./listen-for-changes.ts";
import { presentConversation } from "../present-conversation.ts";
import { presentMessage } from "../messages/present-message.ts";
import { type Changes, type Place, readChanges, readPlace, writePlace } from "./read-changes.ts";

const keepaliveMs = 15 * secondMs;

export const followConversation = streamEndpoint({
  method: "GET",
  path: "/conversations/{conversation_id}/stream",
  summary: "Follow a conversation as it happens.",
  description: `Server-sent events. Without \`Last-Event-ID\` the newest messages come first, as they are; with it, everything after.

- \`message\`: a message, as \`GET /conversations/{conversation_id}/messages\` shows it, when it is made and whenever its state changes
- \`delta\`: \`{message_id, offset, text}\`, more of an answer; \`offset\` is the UTF-16 length of the text before it
- \`conversation\`: the conversation, when its title changes
- \`deleted\`: the conversation is gone; the stream ends

A comment is sent every 15 seconds.`,
  scope: "workspace",
  permission: "conversations.read",
  purpose: "converse",
  contentType: "text/event-stream",
  input: z.strictObject({ conversation_id: z.string() }),
  load: (ctx, { conversation_id }) => findConversation(ctx, conversation_id),
  attributes: aboutAgent,
  stream: (ctx, { conversation_id }, { lastEventId, signal }) =>
    follow(ctx, conversation_id, readPlace(lastEventId), signal),
});

/** Reads in single statements, and holds nothing while it waits. */
async function* follow(ctx: Context, id: string, from: Place | undefined, signal: AbortSignal): AsyncGenerator<string> {
  const news = listenForChanges(ctx.signals, id, signal);
  let place = from;
  let changes: Changes | undefined;
  try {
    for (let heard: Heard = "change"; heard !== "over"; heard = await news.next(keepaliveMs)) {
      if (heard === "quiet") yield ": keepalive\n\n";
      // Without the key, which is remembered for half a second, the owner is gone and so is the conversation.
      if (heard !== "text" || !changes || !(await ifThere(userKey(ctx)))) {
        changes = await readChanges(ctx, id, place);
        if (!changes) {
          yield writeEvent("deleted", { id }, place);
          return;
        }
        yield* writeChanges(ctx, changes, place);
        place = changes.place;
      }
      const { conversation, underWay } = changes;
      const more = underWay && (await readChunks(ctx, conversation.key, underWay, place?.sequence));
      if (!more || more.text === "") continue;
      place = { revision: changes.place.revision, sequence: more.sequence };
      yield writeEvent("delta", { message_id: underWay, offset: more.offset, text: more.text }, place);
    }
  } finally {
    news.close();
  }
}

/** Only the last event of several moves the follower on: a break in between brings all of them again. */
function* writeChanges(
  ctx: Context,
  { conversation, changed, underWay, place }: Changes,
  since: Place | undefined,
): Generator<string> {
  const events = changed.map(
    ({ message, ...presented }) => ["message", presentMessage(ctx, conversation, message, presented)] as const,
  );
  const isRenamed = since !== undefined && conversation.title_revision > since.revision;
  const all = isRenamed
    ? [...events, ["conversation", presentConversation(conversation, underWay !== undefined)] as const]
    : events;
  for (const [index, [name, data]] of all.entries())
    yield writeEvent(name, data, index === all.length - 1 ? place : since);
}

const writeEvent = (name: string, data: object, place: Place | undefined) =>
  `${place ? `id: ${writePlace(place)}\n` : ""}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
