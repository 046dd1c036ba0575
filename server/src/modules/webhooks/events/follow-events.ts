import * as z from "zod";
import { secondMs } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import { streamEndpoint } from "../../../framework/endpoint.ts";
import { eventsChannel } from "../../../privacy/public.ts";
import { presentListed, readEvents } from "./read-events.ts";
import { readLastSequence } from "./read-last-sequence.ts";

const keepaliveMs = 15 * secondMs;
const batchMax = 100;

export const followEvents = streamEndpoint({
  method: "GET",
  path: "/events/stream",
  summary: "Follow what happens in the workspace, as it happens.",
  description:
    "Server-sent events. Each is named by its type and carries what `GET /events` shows; its id is its number. With `Last-Event-ID` everything after that comes first; without, what happens from now on. A comment is sent every 15 seconds.",
  scope: "workspace",
  permission: "events.read",
  purpose: "webhooks",
  contentType: "text/event-stream",
  input: z.strictObject({}),
  stream: (ctx, _, { lastEventId, signal }) => follow(ctx, lastEventId, signal),
});

/** Reads in single statements, and holds nothing while it waits. */
async function* follow(work: Work, lastEventId: string | undefined, signal: AbortSignal): AsyncGenerator<string> {
  const news = listen(work, signal);
  const given = lastEventId && /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : undefined;
  let after = given ?? (await readLastSequence(work));
  yield ": open\n\n";
  try {
    while (!signal.aborted) {
      const rows = await readEvents(work, { after, pattern: "*", limit: batchMax });
      for (const row of rows)
        yield `id: ${row.sequence}\nevent: ${row.type}\ndata: ${JSON.stringify(presentListed(row))}\n\n`;
      after = rows.at(-1)?.sequence ?? after;
      if (rows.length < batchMax && !(await news.wait())) yield ": keepalive\n\n";
    }
  } finally {
    news.close();
  }
}

/** Hears of new events of the organization, also between two times of waiting. */
function listen({ signals, scope }: Work, signal: AbortSignal) {
  let isNews = false;
  let wake: () => void = () => undefined;
  const close = signals.subscribe(eventsChannel, (organizationId) => {
    if (organizationId !== "" && organizationId !== scope.organizationId) return;
    isNews = true;
    wake();
  });
  return {
    close,
    /** @returns whether there is something new, or else it has been quiet for a while */
    async wait(): Promise<boolean> {
      if (!isNews && !signal.aborted)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, keepaliveMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
          signal.addEventListener("abort", wake, { once: true });
        });
      const was = isNews;
      isNews = false;
      return was;
    },
  };
}
