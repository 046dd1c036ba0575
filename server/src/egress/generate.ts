import { createHmac } from "node:crypto";
import type { Work } from "../framework/context.ts";
import { Refusal } from "../framework/errors.ts";
import type { FinishReason } from "../integrations/roles/model.ts";
import { ProviderError } from "../integrations/roles/provider-error.ts";
import { checkAi } from "./check-ai.ts";
import { type GenerationRequest, gatePort, providersPort, type Route } from "./ports.ts";
import { type Outcome, recordEnd, recordStart } from "./record-generation.ts";
import { meterUsage } from "./meter-usage.ts";
import type { Watched } from "./watch-running.ts";

export type GenerationChunk = { type: "text" | "reasoning"; text: string } | { type: "finish"; reason: FinishReason };

/**
 * The one way to a model: authorise, policy, consent and age, guardrail, budget, rate limit, send, settle, record.
 * Runs in the caller's process, in short steps; leaving the iteration stops the call and settles what was used.
 * @throws Refusal of whichever step said no; nothing was sent then
 * @throws ProviderError what went wrong on the way; `provider.cancelled` where someone asked it to stop
 */
export async function* generate(work: Work, asked: GenerationRequest): AsyncGenerator<GenerationChunk> {
  const gate = work.port(gatePort);
  await checkAi(work, asked.permission);
  await gate.checkConsent(work, asked);
  const request = await gate.guard(work, asked);
  const route = await gate.findRoute(work, request.model);
  const reservation = await gate.reserve(work, request);
  try {
    gate.takeTurn(work);
    await recordStart(work, request, { ...route, sandbox: route.provider.sandbox, promptHash: hashPrompt(request) });
  } catch (error) {
    await reservation.release();
    throw error;
  }
  const call = gate.running.begin(watched(work, request), request.signal);
  const meter = meterUsage(request, route.model);
  let outcome: Outcome = { state: "stopped" };
  try {
    yield* send(work, request, route, call.signal, meter);
    outcome = { state: "completed" };
  } catch (error) {
    const reason: unknown = call.signal.aborted ? call.signal.reason : error;
    outcome = judgeFailure(reason, request.signal);
    throw reason;
  } finally {
    call.end();
    const measured = meter.read();
    await reservation.settle(measured.usage);
    await recordEnd(work, request.id, outcome, measured);
  }
}

function watched({ scope, principal }: Work, { id, permission }: GenerationRequest): Watched {
  const { organizationId, workspaceId, userId } = scope;
  const ids = { organizationId: organizationId!, workspaceId: workspaceId!, userId: userId! };
  return { ...ids, id, principal, permission };
}

/** Streams from the provider; what it counts stays here. */
async function* send(
  work: Work,
  request: GenerationRequest,
  route: Route,
  signal: AbortSignal,
  meter: ReturnType<typeof meterUsage>,
): AsyncGenerator<GenerationChunk> {
  signal.throwIfAborted();
  const { instructions, messages } = request;
  const prompt = { model: route.model, messages, ...(instructions ? { instructions } : {}) };
  for await (const chunk of route.provider.stream(prompt, { fetch: work.port(providersPort).fetch, signal })) {
    meter.see(chunk);
    if (chunk.type !== "usage") yield chunk;
    signal.throwIfAborted();
  }
}

/** A stop and a switch end a call as `stopped`; a caller that has to go leaves it `interrupted`. */
function judgeFailure(reason: unknown, caller: AbortSignal): Outcome {
  if (reason instanceof ProviderError && reason.code === "provider.cancelled") return { state: "stopped" };
  if (caller.aborted) return { state: "interrupted" };
  if (reason instanceof Refusal) return { state: "stopped", errorCode: reason.code };
  return { state: "failed", errorCode: reason instanceof ProviderError ? reason.code : "server.failed" };
}

function hashPrompt({ key, model, instructions = "", messages }: GenerationRequest): Buffer {
  return createHmac("sha256", key.bytes)
    .update(`prompt|${JSON.stringify([model, instructions, messages])}`)
    .digest();
}
