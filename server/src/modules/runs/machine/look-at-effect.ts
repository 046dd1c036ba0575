import type { EndedDelivery, OfferedTool } from "../../tools/public.ts";
import { type CallRow, findRun, ifThere } from "../find-run.ts";
import { type CallEnding, endCall } from "./end-call.ts";
import type { HeldRun } from "./hold-run.ts";

/** Whether what a call waits for outside has ended. @returns whether it has */
export async function lookAtEffect(
  held: HeldRun,
  call: CallRow,
  offered: ReadonlyMap<string, OfferedTool>,
): Promise<boolean> {
  const ending = call.delivery_id
    ? await readDelivery(held, { id: call.delivery_id, answer: call.output }, offered.get(call.tool))
    : await readChild(held, call.child_run_id);
  if (!ending) return false;
  if (ending.errorCode === accountGone && (await isUntouched(held, call))) return startOver(held, call);
  await held.write((step) => endCall(step, held.run, call, ending));
  return true;
}

/** The account that it was to be done with went before anything was sent. */
const accountGone = "connections.missing";
const startsMost = 5;

/** Whether it certainly did not happen: nothing that was sent may have arrived. */
async function isUntouched({ ctx }: HeldRun, { delivery_id, attempts }: CallRow): Promise<boolean> {
  if (attempts >= startsMost) return false;
  const perhaps = "select 1 from delivery_attempts where holder = $1 and delivery_id = $2 and state = 'unknown'";
  return (await ctx.db.query(perhaps, [ctx.scope.workspaceId, delivery_id])).length === 0;
}

/** Looked at anew, it waits for whoever has to connect the account. What was said yes to stays so. */
async function startOver({ run, write }: HeldRun, call: CallRow): Promise<true> {
  const sql = `update tool_calls set state = 'awaiting_connection', delivery_id = null, attempts = attempts + 1
    where workspace_id = $1 and id = $2 and ended_at is null`;
  await write((step) => step.db.query(sql, [run.workspace_id, call.id]));
  return true;
}

type Row = Omit<EndedDelivery, "state"> & { state: string; ended_at: Date | null };

async function readDelivery(
  { ctx }: HeldRun,
  { id, answer }: { id: string; answer: string | null },
  offered: OfferedTool | undefined,
): Promise<CallEnding | undefined> {
  const [row] = await ctx.db.query<Row>(
    "select id, state, reason, remote_id, ended_at from deliveries where holder = $1 and id = $2",
    [ctx.scope.workspaceId, id],
  );
  if (!row) return { state: "failed", output: "It is not known what became of this.", errorCode: "runs.delivery_gone" };
  if (!row.ended_at) return undefined;
  const ended = row as EndedDelivery;
  const tell = offered && "tell" in offered.tool ? offered.tool.tell : undefined;
  // Where the other side said something, that is what the model is told, as words from outside.
  const told = { output: answer ?? tell?.(ended), isUntrusted: answer !== null };
  if (ended.state === "succeeded") return { state: "done", ...told, output: told.output ?? "It was done." };
  const code = ended.reason ?? "delivery.failed";
  return { state: "failed", ...told, output: told.output ?? `It was not done: ${code}.`, errorCode: code };
}

async function readChild({ ctx }: HeldRun, id: string | null): Promise<CallEnding | undefined> {
  const run = id === null ? undefined : await ifThere(findRun(ctx, id));
  if (!run) return { state: "failed", output: "The other agent's run is gone.", errorCode: "runs.child_gone" };
  if (!run.ended_at) return undefined;
  const costMicros = run.cost_micros;
  if (run.state === "completed")
    return { state: "done", output: run.output ?? "", isUntrusted: run.untrusted, costMicros };
  const code = run.reason ?? run.state;
  return { state: "failed", output: `The other agent could not do it: ${code}.`, errorCode: code, costMicros };
}
