import * as z from "zod";
import { streamEndpoint } from "../../../framework/endpoint.ts";
import type { Context } from "../../../framework/context.ts";
import { Refusal } from "../../../framework/errors.ts";
import { recheckStream } from "../../../framework/request/recheck-stream.ts";
import { type Change, followChanges, readPlace, writeChange } from "../../conversations/public.ts";
import { widgetErrors } from "../errors.ts";
import { findVisit, visitorHeader } from "./find-visit.ts";
import { presentTurn } from "./present-turn.ts";

export const followVisit = streamEndpoint({
  method: "GET",
  path: "/widgets/{widget_id}/visit/stream",
  summary: "Follow the answers as a widget's visitor.",
  description:
    "Server-sent events `message`, `delta` and `deleted`, as of `GET /conversations/{conversation_id}/stream`, with less of each message. Ends with the visit, and with the widget.",
  scope: "anonymous",
  permission: "public",
  purpose: "converse",
  contentType: "text/event-stream",
  reads: [visitorHeader],
  input: z.strictObject({ widget_id: z.string().max(40) }),
  refusals: [widgetErrors.off, widgetErrors.agent_unpublished, widgetErrors.visitor_unknown],
  load: (ctx, { widget_id }) => findVisit(ctx, widget_id),
  stream: (ctx, { widget_id }, { lastEventId, signal }) => follow(ctx, widget_id, { lastEventId, signal }),
});

type Following = { lastEventId: string | undefined; signal: AbortSignal };

async function* follow(ctx: Context, id: string, { lastEventId, signal }: Following): AsyncGenerator<string> {
  const { work, visitor } = await findVisit(ctx, id);
  const open = (over: AbortSignal) => followChanges(work, visitor.conversation_id, readPlace(lastEventId), over);
  try {
    for await (const change of recheckStream(open, signal, async () => void (await findVisit(ctx, id))))
      if (change.event !== "conversation") yield writeChange(narrow(change));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // Where nobody answers any more the stream ends, and whoever asks again is told why.
    if (error.code !== widgetErrors.visitor_unknown.code) return;
    yield writeChange({ event: "deleted", data: { id: visitor.conversation_id }, place: undefined });
  }
}

/** What a visitor sees of it. */
const narrow = (change: Change) =>
  change.event === "message" ? { ...change, data: presentTurn(change.data) } : change;
