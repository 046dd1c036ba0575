import { createHmac } from "node:crypto";
import type { Work } from "../framework/context.ts";
import { begin } from "../framework/observe.ts";
import { Refusal } from "../framework/errors.ts";
import type { DataKey } from "../framework/keys/sealing.ts";
import type { ModelCall } from "../integrations/roles/models/model.ts";
import { ProviderError } from "../integrations/roles/calls/provider-error.ts";
import { checkAi } from "./check-ai.ts";
import { egressErrors } from "./errors.ts";
import { keepToHosts } from "./processors/keep-to-hosts.ts";
import { walletErrors } from "./ledger/errors.ts";
import { meterUsage } from "./meter-usage.ts";
import {
  type Gate,
  gatePort,
  type Plan,
  type PromptCost,
  providersPort,
  type Reservation,
  type Target,
  type Verdict,
} from "./ports.ts";
import { refuseGone } from "./refuse-gone.ts";
import { correctCost, type Outcome, recordOfEnd, recordOfStart, type Tried } from "./record-generation.ts";
import { classOf, contentOf, type GenerationRequest } from "./request.ts";
import type { Watched } from "./watch-running.ts";

/** One try at one target. */
export type Attempt<R> = { request: R; target: Target; call: ModelCall; meter: Meter };
export type Meter = ReturnType<typeof meterUsage>;

/** How a target is asked, and what of its answer is counted as it comes. */
type Way<R, T> = { attempt(one: Attempt<R>): AsyncIterable<T>; see?(meter: Meter, chunk: T): void };

/** What is known once the gate has let a call through. */
export type Passed = { target: Target; sandbox: boolean; routeId: string | undefined };

/**
 * Every AI call passes here, in this order: authorise, policy, consent and age, guardrail, budget, rate limit, send,
 * settle, record. Where a target fails before anything of the answer came, the plan's next one is asked.
 */
export async function* passGate<R extends GenerationRequest, T>(
  work: Work,
  asked: R,
  way: Way<R, T>,
  onPassed: (passed: Passed) => void = () => undefined,
): AsyncGenerator<T> {
  const gate = work.port(gatePort);
  await checkAi(work, asked.permission);
  await gate.checkConsent(work, asked);
  // Before anybody is asked for a yes: what no model may be asked needs none.
  const plan = await gate.findRoute(work, { ...asked, contentClass: asked.contentClass ?? classOf(asked) });
  const { request, verdict } = await guard(gate, work, asked);
  const promptHash = hashPrompt(request, await findHashKey(work, request));
  const recordOf = (prompt: PromptCost) => recordOfStart(work, request, { plan, promptHash, verdict, prompt });
  const reservation = await gate.reserve(work, request, plan, recordOf).catch(refuseGone);
  const meter = meterUsage(request);
  let target: Target = plan.targets[0];
  const recheck = async () => {
    await gate.checkConsent(work, asked);
    await target.recheck?.();
  };
  const readSoFar = () => {
    const { usage } = meter.read();
    return { ...usage, costMicros: reservation.costSoFar(usage, target) };
  };
  const running = gate.running.begin({ ...watched(work, request), recheck, readSoFar }, request.signal);
  const over = begin({ kind: "generation" });
  const tried: Tried[] = [];
  const onTarget = (one: Target) => {
    target = one;
    onPassed({ target, sandbox: target.provider.sandbox, routeId: plan.routeId });
  };
  let outcome: Outcome = { state: "stopped" };
  try {
    gate.takeTurn(work);
    const chunks = send({ work, request, plan, reservation, signal: running.signal, meter, tried, onTarget, way });
    yield* verdict.action === "redact" && verdict.restore ? verdict.restore(chunks) : chunks;
    outcome = { state: "completed" };
  } catch (error) {
    const reason: unknown = running.signal.aborted ? running.signal.reason : error;
    outcome = judgeFailure(reason, request.signal);
    throw reason;
  } finally {
    running.end();
    const measured = meter.read();
    const { tokensIn: inputTokens, tokensOut: outputTokens } = measured.usage;
    over({ outcome: outcome.state, inputTokens, outputTokens, sandbox: target.provider.sandbox });
    const record = recordOfEnd(work, request, { outcome, measured, target, tried });
    const { charged, isRecorded } = await reservation.settle({ usage: measured.usage, target }, record);
    if (!isRecorded) await correctCost(work, request.id, charged);
  }
}

type Given = Omit<Watched, "recheck" | "readSoFar">;

function watched({ scope, principal }: Work, { id, permission }: GenerationRequest): Given {
  const { organizationId, workspaceId, userId } = scope;
  const ids = { organizationId: organizationId!, workspaceId: workspaceId!, userId: userId! };
  return { ...ids, id, principal, permission };
}

/** @throws Refusal `egress.blocked`, `egress.approval_needed` */
async function guard<R extends GenerationRequest>(
  gate: Gate,
  work: Work,
  asked: R,
): Promise<{ request: R; verdict: Verdict & { action: "allow" | "redact" } }> {
  const verdict = await gate.guard(work, asked);
  if (verdict.action === "block") throw egressErrors.blocked({ rule: verdict.rule, sentence: verdict.sentence });
  if (verdict.action === "ask") {
    const { rule, sentence, approvalId } = verdict;
    throw egressErrors.approval_needed({ rule, sentence, approval_id: approvalId });
  }
  // What it gives back is of the kind it was given.
  return { request: verdict.action === "redact" ? (verdict.request as R) : asked, verdict };
}

type Sending<R, T> = {
  work: Work;
  request: R;
  plan: Plan;
  reservation: Reservation;
  signal: AbortSignal;
  meter: Meter;
  tried: Tried[];
  onTarget(target: Target): void;
  way: Way<R, T>;
};

/** Asks the plan's targets, one after the other, until one begins to answer. */
async function* send<R, T>(sending: Sending<R, T>): AsyncGenerator<T> {
  const { work, request, plan, reservation, signal, meter, tried, onTarget, way } = sending;
  const [gate, { fetch }] = [work.port(gatePort), work.port(providersPort)];
  for (const target of plan.targets) {
    signal.throwIfAborted();
    onTarget(target);
    const start = performance.now();
    const patience = waitFor(target, signal);
    const call = {
      fetch: keepToHosts(fetch, target.hosts, (host) => gate.tellOfHost(work, target, host)),
      signal: patience.signal,
    };
    let hasBegun = false;
    try {
      meter.sent();
      for await (const chunk of way.attempt({ request, target, call, meter })) {
        if (!hasBegun) patience.end();
        hasBegun = true;
        way.see?.(meter, chunk);
        yield chunk;
        if (signal.aborted) signal.throwIfAborted();
        const { usage } = meter.read();
        // Once the provider has counted, the answer is whole.
        const isCovered = !usage.isEstimated || reservation.covers(usage, target);
        if (isCovered !== true && !(await isCovered)) throw walletErrors.ceiling_reached();
      }
      return;
    } catch (error) {
      const reason = patience.explain(error);
      if (!(reason instanceof ProviderError) || signal.aborted) throw reason;
      const ms = Math.round(performance.now() - start);
      tried.push({ provider: target.providerId, model: target.model, code: reason.code, ms });
      if (hasBegun || !mayAskAnother(reason)) throw reason;
      if (target === plan.targets.at(-1)) throw plan.targets.length > 1 ? noneLeft(plan, reason) : reason;
    } finally {
      patience.end();
    }
  }
}

const noneLeft = (plan: Plan, last: ProviderError) =>
  egressErrors.no_model_answers({ tried: plan.targets.length, last: last.code }, retrySeconds(last));

const retrySeconds = ({ retry_after_ms: waitMs }: ProviderError) =>
  waitMs === undefined ? undefined : Math.max(1, Math.ceil(waitMs / 1000));

/** Whether another model may fare better: not where the request itself is at fault, or someone stopped it. */
export function mayAskAnother({ code, whose }: ProviderError): boolean {
  if (code === "provider.key_refused" || code === "provider.credit_exhausted") return true;
  if (code === "provider.model_unknown" || code === "provider.prompt_too_long") return true;
  return whose === "provider" || whose === "network";
}

/** Waits for the first of an answer only as long as the target is given. */
function waitFor({ firstChunkMs }: Target, signal: AbortSignal) {
  if (firstChunkMs === undefined) return { signal, end: () => undefined, explain: (error: unknown) => error };
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), firstChunkMs);
  return {
    signal: AbortSignal.any([signal, late.signal]),
    end: () => clearTimeout(timer),
    explain: (error: unknown) =>
      late.signal.aborted && !signal.aborted ? new ProviderError("egress.timed_out", { reason: "first_chunk" }) : error,
  };
}

/** A stop and a switch end a call as `stopped`; a caller that has to go leaves it `interrupted`. */
function judgeFailure(reason: unknown, caller: AbortSignal): Outcome {
  if (reason instanceof ProviderError && reason.code === "provider.cancelled") return { state: "stopped" };
  if (caller.aborted) return { state: "interrupted" };
  if (reason instanceof Refusal && reason.code !== egressErrors.no_model_answers.code)
    return { state: "stopped", errorCode: reason.code };
  const isKnown = reason instanceof ProviderError || reason instanceof Refusal;
  return { state: "failed", errorCode: isKnown ? reason.code : "server.failed" };
}

/** What is said of a contact is hashed under the contact's key: noise as soon as they are erased. */
async function findHashKey(work: Work, { contactId, key }: GenerationRequest): Promise<DataKey> {
  return contactId === undefined ? key : work.keys.of({ kind: "contact", id: contactId }, "conversation");
}

function hashPrompt(request: GenerationRequest, key: DataKey): Buffer {
  return createHmac("sha256", key.bytes)
    .update(`prompt|${JSON.stringify([request.kind, request.model, contentOf(request)])}`)
    .digest();
}
