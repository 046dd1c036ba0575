import type { Work } from "../../framework/context.ts";
import { costOf, estimateInput, type Usage, usageOfPrompt } from "../meter-usage.ts";
import type { Gate, Plan, Price, Target } from "../ports.ts";
import type { GenerationRequest } from "../request.ts";
import { walletErrors } from "./errors.ts";
import { extendReservation } from "./extend-reservation.ts";
import { reserve } from "./reserve.ts";
import { settle } from "./settle.ts";

/** How long an answer may become where the caller does not say, before more is set aside; then so much again. */
const tokensOutUsual = 4096;
/** Providers count other tokens than we do: a quarter more, and a little for what wraps each request. */
const inputMargin = 1.25;
const inputExtra = 64;
/**
 * The end that a caller sets is kept by the provider, in tokens that it counts; ours are reckoned from bytes, and words
 * may be long. Only a server that goes on far beyond it is cut off. Charged is never more than was set aside.
 */
const lengthMargin = 4;

/** What the sandbox pretends to cost, in sandbox credits: so that budgets and wallets can be tried. */
const sandboxPrice: Price = { version: "sandbox", tokensInMicros: 1_000_000, tokensOutMicros: 4_000_000 };

const priceOf = ({ price, provider }: Target): Price | undefined => (provider.sandbox ? sandboxPrice : price);

const tokensOutMost = (request: GenerationRequest) =>
  request.kind === "text" ? (request.max_tokens ?? tokensOutUsual) : 0;
const imagesMost = (request: GenerationRequest) => (request.kind === "image" ? (request.count ?? 1) : 0);

/** The most a call can cost at one target. */
function mostOf(request: GenerationRequest, target: Target): number {
  const tokensIn = Math.ceil(estimateInput(request) * inputMargin) + inputExtra;
  const most = { tokensIn, tokensOut: tokensOutMost(request), images: imagesMost(request) };
  return costOf({ ...most, tokensCached: 0, tokensReasoning: 0, isEstimated: true }, priceOf(target));
}

/** Which ledger pays: whatever may reach somebody real is paid for with real credits. */
export const ledgerOf = ({ targets }: Plan) =>
  targets.every(({ provider }) => provider.sandbox) ? ("sandbox" as const) : ("real" as const);

/** What a call can cost at the dearest of the targets it may reach. */
export const mostOfPlan = (request: GenerationRequest, { targets }: Plan): number =>
  Math.max(...targets.map((target) => mostOf(request, target)));

/** What it costs at the cheapest, answered in a word. */
export function leastOfPlan(request: GenerationRequest, { targets }: Plan): number {
  const least = { tokensIn: estimateInput(request), tokensOut: 1, images: imagesMost(request) };
  const used = { ...least, tokensCached: 0, tokensReasoning: 0, isEstimated: true };
  return Math.min(...targets.map((target) => costOf(used, priceOf(target))));
}

/** The gate's fifth step: nothing is sent that is not paid for. What comes of it is charged once. */
export const reserveCall: Gate["reserve"] = async (work: Work, request, plan, recordOf) => {
  const { principal } = work;
  const [first] = plan.targets;
  const amount = boundAmount(request, plan);
  const costMicros = Math.min(amount, costOf(usageOfPrompt(request), priceOf(first)));
  const reserved = await reserve(work, {
    ledger: ledgerOf(plan),
    operationKey: request.id,
    amount,
    agentId: request.agentId,
    apiKeyId: request.apiKeyId ?? (principal.kind === "api_key" ? principal.id : undefined),
    widgetId: request.widgetId,
    model: first.model,
    record: recordOf({ costMicros, isPaid: amount > 0 }),
  });
  let held = reserved.amount;
  const used = (usage: Usage, target: Target) => costOf(usage, priceOf(target));
  const more = async (by: number) => {
    if (reserved.id === undefined || !isOpenEnded(request)) return;
    held = Math.max(held, await extendReservation(work, { ledger: reserved.ledger, id: reserved.id, by }));
  };
  return {
    async settle({ usage, target }, record) {
      const cost = used(usage, target);
      // What a model thought without showing it is told of at the end alone.
      if (cost > held) await more(cost - held);
      return settle(work, reserved, { used: cost, model: target.model, record });
    },
    costSoFar: (usage, target) => Math.min(held, used(usage, target)),
    // Asked at every chunk: what needs no database is answered at once.
    covers(usage, target) {
      const cost = used(usage, target);
      if (reserved.amount === 0 || cost <= held) return true;
      if (request.mostMicros !== undefined) return false;
      if (!isOpenEnded(request)) return cost <= held * lengthMargin;
      return more(cost - held + stepOf(target)).then(() => cost <= held);
    },
  };
};

/** Nobody said where the answer ends: it may become as long as wallet and budgets allow. */
const isOpenEnded = (request: GenerationRequest) =>
  request.kind === "text" && request.max_tokens === undefined && request.mostMicros === undefined;

/** @throws Refusal `wallet.run_budget_exceeded` where what it may cost is not even enough for a word */
function boundAmount(request: GenerationRequest, plan: Plan): number {
  const [amount, { mostMicros = Number.POSITIVE_INFINITY }] = [mostOfPlan(request, plan), request];
  const needed = leastOfPlan(request, plan);
  if (needed > mostMicros) throw walletErrors.run_budget_exceeded({ needed, available: mostMicros });
  return Math.min(amount, mostMicros);
}

const stepOf = (target: Target) =>
  costOf(
    { tokensIn: 0, tokensOut: tokensOutUsual, tokensCached: 0, tokensReasoning: 0, images: 0, isEstimated: true },
    priceOf(target),
  );
