import { handOffName } from "../../tools/public.ts";
import type { Work } from "../../../framework/context.ts";
import { findRun, ifThere, type OpenRun, readSteps, type StepRow } from "../find-run.ts";

/** Whose answer a run writes, and what was said in it before this run. */
export type Surface = { run: OpenRun; said: string };

/**
 * What a run says is shown where it answers itself, or in the place of whoever handed over to it: its words come after theirs,
 * as they will stand in the answer.
 */
export async function findSurface(work: Work, run: OpenRun): Promise<Surface | undefined> {
  if (run.message_id) return { run, said: "" };
  // Bounded by how deep agents may call each other.
  const before = run.config.handed?.length ? await findHandingRun(work, run) : undefined;
  const above = before && (await findSurface(work, before));
  if (!above) return undefined;
  return { run: above.run, said: joinSaid([above.said, ...sayings(await readSteps(work, before))]) };
}

async function findHandingRun(work: Work, { parent_call_id }: OpenRun): Promise<OpenRun | undefined> {
  const [call] = await work.db.query<{ run_id: string }>(
    "select run_id from tool_calls where workspace_id = $1 and id = $2 and tool = $3",
    [work.scope.workspaceId, parent_call_id, handOffName],
  );
  return call && ifThere(findRun(work, call.run_id));
}

const sayings = (steps: readonly StepRow[]) => steps.map(({ text }) => text ?? "");

export const joinSaid = (parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n\n");
