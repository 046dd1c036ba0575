import type { Work } from "../../../framework/context.ts";
import { handOffName } from "../../tools/public.ts";
import { type CallRow, findRun, ifThere, type OpenRun, readCalls, readSteps, type StepRow } from "../find-run.ts";
import type { RunEnding } from "./end-run.ts";

const mayHandOver = ({ config }: OpenRun) => config.settings.tools.some(({ name }) => name === handOffName);
const isDone = ({ tool, state, child_run_id }: CallRow) =>
  tool === handOffName && state === "done" && child_run_id !== null;

/** How a run ends in whose last step another agent took over: with what that one answered, and the conversation is its own. */
export async function findHandOver(
  work: Work,
  run: OpenRun,
  steps: readonly StepRow[],
): Promise<RunEnding | undefined> {
  const last = steps.at(-1);
  if (last?.state !== "done" || !mayHandOver(run)) return undefined;
  const taken = (await readCalls(work, run, last.id)).find(isDone);
  if (!taken) return undefined;
  const said = steps.map(({ text }) => text ?? "");
  const output = [...said, taken.output ?? ""].filter((text) => text !== "").join("\n\n");
  return { state: "completed", output, ...(await findLastAgent(work, taken)) };
}

/** Whoever took over may have handed over itself. */
async function findLastAgent(work: Work, { child_run_id }: CallRow): Promise<Pick<RunEnding, "handedTo">> {
  const child = await ifThere(findRun(work, child_run_id!));
  if (!child) return {};
  const further = await findHandOver(work, child, await readSteps(work, child));
  return { handedTo: further?.handedTo ?? { agentId: child.agent_id, variables: child.input.variables ?? {} } };
}
