import { later, secondMs } from "../../framework/clock.ts";
import { Refusal } from "../../framework/errors.ts";
import type { JobContext } from "../../framework/jobs/jobs.ts";
import type { DeliveryCall, SendResult } from "../../integrations/roles/deliveries/delivery.ts";
import { deliveryFailure } from "../../integrations/roles/deliveries/delivery-failure.ts";
import { awaitApproval } from "./await-approval.ts";
import { confirmDelivery } from "./outcome/confirm-delivery.ts";
import { keyOf, type OpenedDelivery } from "./delivery.ts";
import { giveUp, passTurn, recipientErased } from "./outcome/end-delivery.ts";
import { lookAgain, postpone } from "./outcome/look-again.ts";
import type { Means } from "./outcome/outcome.ts";
import { recordFailure } from "./outcome/record-failure.ts";
import { recordSuccess } from "./outcome/record-success.ts";
import { type DeliveryKind, kindOf } from "./kind.ts";
import { deliveryDeskPort, type Found } from "./open-desk.ts";
import { openDelivery } from "./open-delivery.ts";
import { type PassedDelivery, passDelivery } from "./pass-delivery.ts";
import { recoverDelivery } from "./recover-delivery.ts";

/** Whoever begins an attempt is believed to be alive for this much longer than the attempt may take. */
const leaseMarginMs = 5 * secondMs;

/**
 * Takes a delivery as far as it can be taken now. May be called at any time, by several processes at once, and again after any
 * interruption: what the row says decides, and each step is written down before the next one begins.
 */
export async function carryOut(ctx: JobContext, id: string, again: Means["again"]): Promise<void> {
  const found = await ctx.port(deliveryDeskPort).find(id);
  if (!found) return; // erased, or swept
  const kind = kindOf(ctx, found.kind);
  const means: Means = { ctx, kind, again };
  if (found.state === "attempting") return recoverDelivery(means, found);
  if (found.state === "unconfirmed") return confirmDelivery(means, found);
  if (found.state !== "intent" && found.state !== "retry_wait") {
    // Whoever ended it may have died before the next of its order had its turn.
    if (found.order_key) await passTurn(means, found);
    return;
  }
  const at = ctx.clock.now();
  if (found.next_at > at) return lookAgain(means, found);
  if (found.expires_at && found.expires_at <= at)
    return giveUp(means, found, { state: "failed", reason: "deliveries.expired" });
  if (found.paused_until && found.paused_until > at)
    return postpone(means, found, found.paused_until.getTime() - at.getTime());
  await attempt(means, found);
}

async function attempt(means: Means, found: Found): Promise<void> {
  const { ctx, kind } = means;
  const delivery = await openDelivery(ctx, found);
  if (!delivery) return giveUp(means, found, { state: "canceled", reason: recipientErased });
  const passed = await pass(means, delivery, found);
  if (!passed) return;
  const desk = ctx.port(deliveryDeskPort);
  const at = ctx.clock.now();
  const attemptId = ctx.newId("att");
  const leaseUntil = later(at, kind.integration.profile.sendWithinMs + leaseMarginMs);
  const what = found.action;
  const begun = await desk.begin({ id: found.id, attemptId, at, leaseUntil, what, verdict: passed.verdict });
  // Somebody else has it, or moved it meanwhile: then its job moves along.
  if (!begun) {
    await passed.release();
    return lookAgain(means, found, later(ctx.clock.now(), secondMs));
  }
  // Written down so late that others may find the lease over while this is being sent: it is left to whoever finds it.
  if (later(ctx.clock.now(), kind.integration.profile.sendWithinMs) > leaseUntil) return;
  const result = await send(means, delivery, passed, begun.number);
  if (!result) return; // this process has to go: whoever comes next finds the lease
  const tried = {
    delivery: { ...found, attempts: begun.number, first_tried_at: found.first_tried_at ?? at },
    failures: found.failures,
    attemptId,
    passed,
  };
  if (result.outcome === "accepted") await recordSuccess(means, tried, result);
  else await recordFailure(means, tried, result);
}

/** The gate. What it refuses for good ends the delivery, what it refuses for now waits. */
async function pass(means: Means, delivery: OpenedDelivery, found: Found): Promise<PassedDelivery | undefined> {
  try {
    if (found.is_suspended && !means.kind.evenIfSuspended) {
      await giveUp(means, found, { state: "canceled", reason: "deliveries.organization_suspended" });
      return undefined;
    }
    const passed = await passDelivery(means.ctx, means.kind, delivery);
    if ("drop" in passed) await giveUp(means, found, { state: "canceled", reason: passed.drop });
    else if ("waitMs" in passed) await postpone(means, found, passed.waitMs);
    else if ("approvalId" in passed) await awaitApproval(means, found, passed.approvalId);
    else return passed;
  } catch (error) {
    // The database being away says nothing of the delivery: the job comes back to it.
    if (!(error instanceof Refusal) || error.declared.status === 503) throw error;
    await giveUp(means, found, { state: "failed", reason: error.code });
  }
  return undefined;
}

/** One attempt, no longer than it may take. Nothing where it was this process that had to stop. */
async function send(
  { ctx, kind }: Means,
  delivery: OpenedDelivery,
  passed: PassedDelivery,
  number: number,
): Promise<SendResult | undefined> {
  const start = performance.now();
  const stop = stopAfter(kind.integration.profile.sendWithinMs, ctx.signal);
  const call: DeliveryCall = { fetch: passed.fetch, signal: stop.signal, at: ctx.clock.now() };
  const result = await act(kind, delivery, { passed, number, call }).catch((error: unknown): SendResult => {
    ctx.log.error({ err: error, delivery_id: delivery.id }, "an integration threw while it was sending");
    return {
      outcome: "failed",
      failure: deliveryFailure("delivery.interrupted", { mayHaveHappened: true }),
      trace: {},
    };
  });
  stop.release();
  if (ctx.signal.aborted && result.outcome === "failed" && result.failure.mayHaveHappened) return undefined;
  const totalMs = result.trace.totalMs ?? Math.round(performance.now() - start);
  return { ...result, trace: { ...result.trace, totalMs } };
}

/** A signal for one attempt: after its time, or with the process. Made of what costs little: there is one for each attempt. */
function stopAfter(ms: number, process: AbortSignal) {
  const controller = new AbortController();
  const stop = () => controller.abort(process.reason);
  if (process.aborted) stop();
  process.addEventListener("abort", stop, { once: true });
  const timer = setTimeout(() => controller.abort(new DOMException("it took too long", "TimeoutError")), ms);
  const release = () => {
    clearTimeout(timer);
    process.removeEventListener("abort", stop);
  };
  return { signal: controller.signal, release };
}

type Acting = { passed: PassedDelivery; number: number; call: DeliveryCall };

async function act(
  kind: DeliveryKind,
  delivery: OpenedDelivery,
  { passed, number, call }: Acting,
): Promise<SendResult> {
  const request = { key: keyOf(delivery), attempt: number, content: passed.content };
  if (delivery.action === "send") return kind.integration.send(request, call);
  const named = delivery.payload?.["remote_id"];
  const remoteId = typeof named === "string" ? named : "";
  const retraction = await kind.integration.retract?.({ ...request, remoteId }, call);
  if (!retraction) return { outcome: "failed", failure: deliveryFailure("delivery.not_possible"), trace: {} };
  return retraction.outcome === "failed" ? { ...retraction, trace: {} } : { outcome: "accepted", trace: {} };
}
