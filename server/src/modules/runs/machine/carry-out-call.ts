import { deliver, gatePort } from "../../../egress/public.ts";
import { type OfferedTool, type Tool, type ToolCall, toolFetchPort } from "../../tools/public.ts";
import { askAboutCall, readDecision } from "../approvals/ask-about-call.ts";
import { type CallRow, widgetOf } from "../find-run.ts";
import { checkRights } from "./check-rights.ts";
import { delegateCall } from "./delegate-call.ts";
import { endCall, leaveCall, refuseCall } from "./end-call.ts";
import type { HeldRun } from "./hold-run.ts";
import { judgeCall, type Ruling } from "./judge-call.ts";
import { readTrustedText } from "./read-trusted-text.ts";

type Ready = { offered: OfferedTool; input: unknown; ruling: Ruling & { action: "go" } };

/**
 * Judges a call as things are now and does it, has it wait, or refuses it. What it may is asked anew each time it is looked at:
 * a yes is for the arguments as they were. @returns whether anything changed
 */
export async function carryOutCall(
  held: HeldRun,
  call: CallRow,
  offered: ReadonlyMap<string, OfferedTool>,
): Promise<boolean> {
  const ready = await judge(held, call, offered.get(call.tool));
  if (typeof ready === "boolean") return ready;
  const { tool } = ready.offered;
  if (tool.effect === "writes") return write(held, call, ready);
  if (!("delegate" in tool)) return read(held, call, ready);
  const wanted = tool.delegate(ready.input, ready.offered.settings);
  return delegateCall(held, call, { tool, wanted, rule: ready.ruling.rule });
}

async function judge(held: HeldRun, call: CallRow, offered: OfferedTool | undefined): Promise<Ready | boolean> {
  const { run, ctx } = held;
  if (!offered) return refuseCall(held, call, "tools.not_offered", "There is no such tool here.");
  const { tool, settings, isNotSetUp } = offered;
  if (isNotSetUp) return refuseCall(held, call, "tools.not_set_up", "It is not set up yet.");
  const parsed = parse(tool, call.input);
  if (!parsed) return refuseCall(held, call, "tools.bad_arguments", "The arguments are not what the tool takes.");
  const denied = await checkRights(ctx, run, tool.permission);
  if (denied)
    return refuseCall(held, call, denied, "Whoever this is for, or whoever answers for the agent, may not do it.");
  const reach = tool.reach?.(parsed.input, settings) ?? {};
  if (run.rehearsal && tool.effect === "writes") return pretend(held, call, tool);
  const guarded = await guard(held, call, { offered, texts: reach.texts ?? [] });
  if (guarded !== undefined) return guarded;
  const { trustedText, used, othersAnswered } = await readTrustedText(held, offered);
  const isUntrusted = run.untrusted || call.untrusted;
  const ruling = judgeCall(offered, {
    isUntrusted,
    trustedText,
    reach,
    wasUsed: used.has(call.tool),
    othersAnswered,
  });
  if (ruling.action === "refuse") return refuseCall(held, call, ruling.rule, ruling.sentence);
  if (ruling.action === "ask" && run.rehearsal) return refuseCall(held, call, "evaluation.would_ask", ruling.sentence);
  if (ruling.action === "go") return { offered, input: parsed.input, ruling };
  return awaitYes(held, call, { offered, input: parsed.input, ruling });
}

/** A trial changes nothing outside: what it would have done is on record, marked, and it goes on as if it had. */
async function pretend(held: HeldRun, call: CallRow, { title }: Tool): Promise<true> {
  const output = `[Evaluation: ${title} was not used. Take it as done.]`;
  await held.write((step) => endCall(step, held.run, call, { state: "done", output, verdict: "evaluation.not_done" }));
  return true;
}

function parse(tool: Tool, words: string): { input: unknown } | undefined {
  try {
    return { input: tool.parse(JSON.parse(words)) };
  } catch {
    return undefined;
  }
}

type Guarding = { offered: OfferedTool; texts: readonly string[] };

/** The guardrail over what others would read. A write is looked at again by the gate of deliveries, which can mask. */
async function guard(held: HeldRun, call: CallRow, { offered, texts }: Guarding): Promise<boolean | undefined> {
  const { ctx, run } = held;
  const isStrict = run.config.settings.guardrail === "strict";
  if (texts.length === 0 || offered.tool.effect === "none") return undefined;
  if (offered.tool.effect === "writes" && !isStrict) return undefined;
  const asked = { kind: "tool", deliveryId: call.id, contactId: null, texts };
  const verdict = await ctx.port(gatePort).guardEffect(ctx, asked);
  if (verdict.action === "allow") return undefined;
  if (verdict.action === "block") return refuseCall(held, call, verdict.rule, verdict.sentence);
  if (verdict.action === "redact")
    return refuseCall(held, call, verdict.rule, "It holds what the workspace does not let out as it is.");
  const isKnown = call.state === "awaiting_approval" && call.approval_id === verdict.approvalId;
  if (isKnown) return false;
  const { approvalId, rule } = verdict;
  if (run.rehearsal) return refuseCall(held, call, "evaluation.would_ask", "A person would be asked.");
  await held.write((step) => leaveCall(step, run, call, { state: "awaiting_approval", verdict: rule, approvalId }));
  call.state = "awaiting_approval";
  return false;
}

type Asking = { offered: OfferedTool; input: unknown; ruling: Ruling & { action: "ask" } };

async function awaitYes(held: HeldRun, call: CallRow, { offered, input, ruling }: Asking): Promise<Ready | boolean> {
  const { run } = held;
  const decision = await readDecision(held.ctx, run, call);
  if (decision?.state === "approved")
    return { offered, input, ruling: { action: "go", rule: `approved:${ruling.rule}` } };
  if (decision?.state === "rejected") return refuseCall(held, call, "approval.rejected", tellNo(decision.reason));
  if (decision?.state === "expired") return refuseCall(held, call, "approval.expired", "Nobody decided in time.");
  if (decision?.state === "pending") {
    call.state = "awaiting_approval";
    return false;
  }
  await held.write(async (step) => {
    const approvalId = await askAboutCall(step, run, { call, offered, ruling });
    await leaveCall(step, run, call, { state: "awaiting_approval", verdict: ruling.rule, approvalId });
  });
  call.state = "awaiting_approval";
  return false;
}

const tellNo = (reason: string | null) => `A person said no${reason === null ? "." : `, because: ${reason}`}`;

const callOf = ({ run }: HeldRun, { id }: CallRow, { settings }: OfferedTool) => ({
  ...widgetOf(run),
  id,
  runId: run.id,
  agentId: run.agent_id,
  userId: run.user_id,
  settings,
  sandbox: run.sandbox,
});

/** May be done again after a break: it changes nothing. */
async function read(held: HeldRun, call: CallRow, { offered, input, ruling }: Ready): Promise<boolean> {
  const { ctx, run } = held;
  const { tool } = offered;
  if (!("run" in tool)) return false;
  await held.write((step) =>
    step.db.query(
      `update tool_calls set attempts = attempts + 1, verdict = $3, started_at = coalesce(started_at, $4)
       where workspace_id = $1 and id = $2`,
      [run.workspace_id, call.id, ruling.rule, ctx.clock.now()],
    ),
  );
  const one: ToolCall = { ...callOf(held, call, offered), fetch: ctx.port(toolFetchPort), signal: held.signal };
  const outcome = await tool.run(ctx, one, input).catch((error: unknown) => {
    if (held.signal.aborted) throw held.signal.reason;
    ctx.log.warn({ err: error, tool: tool.name }, "a tool threw");
    return { state: "failed", code: "tools.broke", sentence: "The tool broke off." } as const;
  });
  held.signal.throwIfAborted();
  if (outcome.state === "needs_connection") return awaitConnection(held, call, outcome);
  const ending =
    outcome.state === "answered"
      ? { state: "done" as const, output: outcome.output, isUntrusted: tool.answers === "untrusted" }
      : { state: "failed" as const, output: outcome.sentence, errorCode: outcome.code };
  await held.write((step) => endCall(step, run, call, ending));
  return true;
}

/** Whoever connects it wakes the run. */
async function awaitConnection(held: HeldRun, call: CallRow, { connection }: { connection: string }): Promise<boolean> {
  const verdict = `connection:${connection}`;
  if (held.run.rehearsal) return refuseCall(held, call, verdict, "It is not connected.");
  await held.write((step) => leaveCall(step, held.run, call, { state: "awaiting_connection", verdict }));
  call.state = "awaiting_connection";
  return false;
}

/** Asked for in the transaction that has the call wait for it: once, whatever breaks. */
async function write(held: HeldRun, call: CallRow, { offered, input, ruling }: Ready): Promise<boolean> {
  const { run } = held;
  const { tool } = offered;
  if (tool.effect !== "writes") return false;
  const lack = await tool.findLack?.(held.ctx);
  if (lack) return awaitConnection(held, call, lack);
  await held.write(async (step) => {
    const intent = await tool.intend(step, callOf(held, call, offered), input);
    const { id: deliveryId } = await deliver(step, {
      ...intent,
      // Where its account went before anything was sent, it is asked for anew.
      operationKey: call.attempts === 0 ? call.id : `${call.id}:${call.attempts}`,
      about: call.id,
      askedBy: run.user_id,
      sandbox: run.sandbox,
    });
    await leaveCall(step, run, call, { state: "awaiting_delivery", verdict: ruling.rule, deliveryId });
  });
  call.state = "awaiting_delivery";
  return false;
}
