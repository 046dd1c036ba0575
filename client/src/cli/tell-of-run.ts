import { ApiError } from "../api-error.ts";
import type { Client } from "../client.ts";
import { pause } from "../retry-requests.ts";
import { printable, type Terminal } from "./terminal.ts";

type Call = { id: string; tool: string; state: string; input: string; why: string | null };
type Run = { state: string; ended_at: string | null; trace: { calls: Call[] }[] };

const lookEveryMs = 400;
const inputCharsMax = 200;

/**
 * Says what a run's tools do while its answer is waited for: each call with its arguments, and why it ran, waits or was refused.
 * Nobody says yes here: a program that acts for somebody may not, so what waits is shown with where a person decides.
 */
export async function tellOfRun(
  client: Client,
  terminal: Terminal,
  { runId, origin, signal }: { runId: string; origin: string; signal: AbortSignal },
): Promise<void> {
  const told = new Map<string, string>();
  for (;;) {
    const run = await readRun(client, runId, signal);
    if (!run) return;
    for (const call of run.trace.flatMap(({ calls }) => calls)) {
      const line = describe(call, origin);
      if (line === undefined || told.get(call.id) === line) continue;
      told.set(call.id, line);
      terminal.say(line);
    }
    if (run.ended_at !== null || signal.aborted) return;
    // Once the answer is whole, it is looked at a last time.
    await pause(lookEveryMs, signal).catch(() => undefined); // left early: there is nothing more to wait for
  }
}

async function readRun(client: Client, runId: string, signal: AbortSignal): Promise<Run | undefined> {
  try {
    const { data } = await client.GET("/runs/{run_id}", { params: { path: { run_id: runId } } });
    return data;
  } catch (error) {
    if (error instanceof ApiError || signal.aborted) return undefined; // it may not read runs, or the run is gone
    throw error;
  }
}

function describe({ tool, state, input, why }: Call, origin: string): string | undefined {
  const used = `${tool} ${printable(input).slice(0, inputCharsMax)}`;
  const because = why ? ` ${printable(why)}` : "";
  if (state === "awaiting_approval") return `? ${used} waits for a yes.${because} Decide at ${origin}/approvals`;
  if (state === "awaiting_connection")
    return `? ${used} needs an account. Connect it at ${origin}/connections/${tool.startsWith("mcp_") ? "mcp" : "accounts"}`;
  if (state === "refused" || state === "failed") return `x ${used} was ${state}.${because}`;
  return state === "done" ? `- ${used}` : undefined;
}
