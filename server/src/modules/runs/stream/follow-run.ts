import * as z from "zod";
import { secondMs } from "../../../framework/clock.ts";
import type { Context } from "../../../framework/context.ts";
import { streamEndpoint } from "../../../framework/endpoint.ts";
import { findRun, ifThere, type OpenRun } from "../find-run.ts";
import { listenForRun } from "./listen-for-run.ts";
import { readTrace } from "../read-trace.ts";

const keepaliveMs = 15 * secondMs;

export const followRun = streamEndpoint({
  method: "GET",
  path: "/runs/{run_id}/stream",
  summary: "Follow a run as it happens.",
  description: `Server-sent events, each with the whole run as \`GET /runs/{run_id}\` shows it:

- \`run\`: how it is now, at first and whenever something in it changed
- \`ended\`: how it ended; the stream ends
- \`deleted\`: it is gone; the stream ends

A comment is sent every 15 seconds.`,
  scope: "workspace",
  permission: "runs.read",
  purpose: "converse",
  contentType: "text/event-stream",
  input: z.strictObject({ run_id: z.string() }),
  load: (ctx, { run_id }) => findRun(ctx, run_id),
  attributes: (_, { agent_id }: OpenRun) => ({ agent: agent_id }),
  stream: (ctx, { run_id }, { signal }) => follow(ctx, run_id, signal),
});

/** Reads in single statements, and holds nothing while it waits. */
async function* follow(ctx: Context, id: string, signal: AbortSignal): AsyncGenerator<string> {
  const news = listenForRun(ctx.signals, id, signal);
  let seen = -1;
  try {
    for (let isQuiet = false; !signal.aborted; isQuiet = (await news.next(keepaliveMs)) === "quiet") {
      const run = await ifThere(findRun(ctx, id));
      if (!run) {
        yield write("deleted", seen + 1, { id });
        return;
      }
      if (run.revision === seen && !run.ended_at) {
        if (isQuiet) yield ": keepalive\n\n";
        continue;
      }
      seen = run.revision;
      yield write(run.ended_at ? "ended" : "run", seen, await readTrace(ctx, run));
      if (run.ended_at) return;
    }
  } finally {
    news.close();
  }
}

const write = (event: string, id: number, data: object) =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
