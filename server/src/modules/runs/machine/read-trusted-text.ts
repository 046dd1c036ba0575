import { tellInstructions } from "../../agents/public.ts";
import type { OfferedTool } from "../../tools/public.ts";
import { type CallRow, readCalls } from "../find-run.ts";
import type { HeldRun } from "./hold-run.ts";

/** Begun with the words of the person it is for; of an event it is told ids besides, and what came by a hook stands apart. */
const ours: ReadonlySet<string> = new Set(["chat", "api", "v1", "test", "schedule", "event", "hook"]);

/** What people of this workspace wrote, and which tools were used in this run. Nothing that a tool or a model said is in it. */
export async function readTrustedText(
  { ctx, run }: HeldRun,
  { tool: { outsider }, choice }: OfferedTool,
): Promise<{ trustedText: string; used: ReadonlySet<string>; othersAnswered: boolean }> {
  const { config, input } = run;
  // What a run was begun with by somebody outside, or by an agent that had read it, is nobody's word here.
  const isOurs = ours.has(run.trigger);
  const said = isOurs ? input.messages.flatMap(({ role, content }) => (role === "user" ? [content] : [])) : [];
  const values = isOurs && !input.variables_by_agent ? input.variables : {};
  const told = [tellInstructions(config, values), JSON.stringify(choice.settings), ...said];
  const calls = await readCalls(ctx, run);
  const used = new Set(calls.flatMap(({ tool, state }) => (state === "done" ? [tool] : [])));
  const isOthers = (call: CallRow) =>
    call.state === "done" && (call.effect !== "none" || call.child_run_id !== null) && !isOf(outsider, call.tool);
  return { trustedText: told.join("\n"), used, othersAnswered: calls.some(isOthers) };
}

const isOf = (outsider: string | undefined, name: string) => outsider !== undefined && name.startsWith(outsider);
