import type { Delivery } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { proveScope } from "../../framework/database/tenant.ts";
import type { SentCall } from "../tools/public.ts";
import { findRun, ifThere, readCalls, runsKey } from "./find-run.ts";
import { toolCalls } from "./tables.ts";
import { wakeRun } from "./wake-run.ts";

type About = Pick<Delivery, "organization_id" | "workspace_id" | "about"> & { asked_by?: string | null };

/** The call that a delivery carries out; nothing where it went with its conversation or its person. */
export async function readCall(work: Work, delivery: About): Promise<SentCall | undefined> {
  const { organization_id, workspace_id, asked_by: userId, about } = delivery;
  if (!organization_id || !workspace_id || !userId || !about) return undefined;
  const scope = proveScope({ organizationId: organization_id, workspaceId: workspace_id, userId });
  return work.inScope(async (step) => {
    if (!(await ifThere(runsKey(step)))) return undefined;
    const [row] = await step.db.query<{ run_id: string }>(
      "select run_id from tool_calls where workspace_id = $1 and id = $2",
      [workspace_id, about],
    );
    const run = row && (await ifThere(findRun(step, row.run_id)));
    const call = run && (await readCalls(step, run)).find(({ id }) => id === about);
    if (!run || !call) return undefined;
    const { tools } = run.config.settings;
    const settings = tools.find(({ name }) => name === call.tool)?.settings ?? {};
    const { id, tool } = call;
    const input: unknown = JSON.parse(call.input);
    return { id, agentId: run.agent_id, userId, tool, input, settings, sandbox: run.sandbox };
  }, scope);
}

/** What the other side answered a delivery; the run tells it to the model once that has ended. */
export async function keepAnswer(
  work: Work,
  { workspace_id, organization_id, asked_by: userId, about }: About,
  text: string,
): Promise<void> {
  if (!organization_id || !workspace_id || !userId || !about) return;
  const scope = proveScope({ organizationId: organization_id, workspaceId: workspace_id, userId });
  await work.inScope(async (step) => {
    const [row] = await step.db.query<{ run_id: string }>(
      "select run_id from tool_calls where workspace_id = $1 and id = $2",
      [workspace_id, about],
    );
    const run = row && (await ifThere(findRun(step, row.run_id)));
    if (!run) return;
    const { output } = step.seal(toolCalls, run.key, { workspace_id, id: about, output: text });
    await step.db.query(
      "update tool_calls set output = $3 where workspace_id = $1 and id = $2 and state = 'awaiting_delivery'",
      [workspace_id, about, output],
    );
  }, scope);
}

/** The run whose call a delivery carried out goes on. */
export async function wakeCall(
  work: Work,
  { workspace_id, organization_id, asked_by: userId, about }: About,
): Promise<void> {
  if (!organization_id || !workspace_id || !userId || !about) return;
  const scope = proveScope({ organizationId: organization_id, workspaceId: workspace_id, userId });
  await work.inScope(async (step) => {
    const [row] = await step.db.query<{ run_id: string }>(
      "select run_id from tool_calls where workspace_id = $1 and id = $2",
      [workspace_id, about],
    );
    if (row) await wakeRun(step, { runId: row.run_id, userId });
  }, scope);
}
