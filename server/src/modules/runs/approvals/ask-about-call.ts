import type { Selectable } from "kysely";
import { approvals, askApproval } from "../../../egress/public.ts";
import { dayMs, later } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import type { RowTypes } from "../../../framework/table.ts";
import type { OfferedTool } from "../../tools/public.ts";
import { type CallRow, type OpenRun, runsKey } from "../find-run.ts";
import { toolQuestions } from "../tables.ts";
import { hashCall } from "./hash-call.ts";

/** What nobody decides within it is refused. */
const expiresAfterMs = dayMs;

type Asked = { call: CallRow; offered: OfferedTool; ruling: { rule: string; sentence: string } };

/**
 * Asks people for a yes to exactly this call. What they are shown lies with the run's person and goes with the call; the
 * approval itself says no word of it.
 */
export async function askAboutCall(step: Work, run: OpenRun, { call, offered, ruling }: Asked): Promise<string> {
  const { tool } = offered;
  const reach = tool.reach?.(tool.parse(JSON.parse(call.input)), offered.settings) ?? {};
  const approvalId = await askApproval(step, {
    kind: "tool",
    subject: call.id,
    hash: hashCall(run, call),
    summary: `The agent “${run.config.name}” asks to use “${tool.title}”.`,
    expiresAt: later(step.clock.now(), expiresAfterMs),
    ...(reach.amountMicros === undefined ? {} : { amount: reach.amountMicros }),
  });
  const shown = {
    agent: run.config.name,
    title: tool.title,
    arguments: call.input,
    rule: ruling.rule,
    sentence: ruling.sentence,
    untrusted: run.untrusted || call.untrusted,
  };
  const row = step.seal(toolQuestions, await runsKey(step, run.user_id), {
    organization_id: run.organization_id,
    workspace_id: run.workspace_id,
    approval_id: approvalId,
    call_id: call.id,
    user_id: run.user_id,
    agent_id: run.agent_id,
    tool: call.tool,
    shown,
    created_at: step.clock.now(),
  });
  const insert = step.db.of(toolQuestions).insertInto("tool_questions").values(row);
  await insert.onConflict((conflict) => conflict.doNothing()).execute();
  return approvalId;
}

type Decided = Pick<Selectable<RowTypes<typeof approvals>>, "workspace_id" | "id" | "reason"> & {
  state: "approved" | "rejected" | "expired" | "pending";
};

/**
 * What people said of the call as it is now. A word about other arguments is none about these: then nobody was asked.
 */
export async function readDecision(
  work: Work,
  run: OpenRun,
  call: CallRow,
): Promise<{ state: "approved" | "rejected" | "expired" | "pending"; reason: string | null } | undefined> {
  const [newest] = await work.db.query<Decided>(
    `select workspace_id, id, state, reason from approvals where workspace_id = $1 and subject = $2 and hash = $3 and kind = 'tool'
       and state <> 'void' order by id desc limit 1`,
    [run.workspace_id, call.id, hashCall(run, call)],
  );
  if (!newest) return undefined;
  const key = await work.keys.of({ kind: "organization", id: run.organization_id }, "content");
  const { state, reason } = work.open(approvals, key, newest);
  return { state, reason };
}
