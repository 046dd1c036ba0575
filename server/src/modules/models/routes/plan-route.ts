import { randomInt } from "node:crypto";
import type { GenerationKind, Plan, Target } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import { Refusal } from "../../../framework/errors.ts";
import { checkPolicy } from "../check-policy.ts";
import { modelErrors } from "../errors.ts";
import { isVendor } from "../provider-kinds.ts";
import { findRouteId } from "./find-route-id.ts";
import type { Constraints, RouteTarget } from "./route-target.ts";
import { routes } from "./tables.ts";

type Asked = { model: string; kind: GenerationKind; contentClass?: string };

/**
 * Whom a route asks, in order. A target that policy or the route's constraints exclude is not in the plan, so nothing
 * falls back to it.
 * @throws Refusal `models.not_connected`, `models.not_allowed` where none is left
 */
export async function planRoute(
  work: Work,
  asked: Asked,
  findTarget: (model: string) => Promise<Target>,
): Promise<Plan> {
  const route = await findRoute(work, asked.model.slice("auto:".length));
  const chosen = orderTargets(route.strategy, route.targets, asked.contentClass ?? "text");
  const targets: Target[] = [];
  let refusal: unknown = modelErrors.not_allowed({ reason: "no_target_for_this" });
  for (const { model, timeout_ms } of chosen) {
    try {
      const target = await findTarget(model);
      const broken = await findBroken(work, target, route.constraints);
      if (broken) throw modelErrors.not_allowed({ reason: broken, provider: target.providerKind });
      targets.push(timeout_ms === undefined ? target : { ...target, firstChunkMs: timeout_ms });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refusal = error;
    }
  }
  const [first, ...rest] = targets;
  if (!first) throw refusal;
  return { routeId: route.id, targets: [first, ...rest] };
}

async function findRoute(work: Work, asked: string) {
  const id = await findRouteId(work, asked);
  if (id === undefined) throw modelErrors.not_connected();
  const route = await work.db
    .of(routes)
    .selectFrom("routes")
    .select(["id", "strategy", "targets", "constraints"])
    .where("organization_id", "=", work.scope.organizationId!)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!route) throw modelErrors.not_connected();
  return route;
}

/** The order in which a strategy asks; `random` is a number from nought and below what it is given. */
export function orderTargets(
  strategy: "single" | "fallback" | "balance" | "conditional",
  targets: readonly RouteTarget[],
  contentClass: string,
  random: (below: number) => number = (below) => randomInt(below),
): RouteTarget[] {
  if (strategy === "single") return targets.slice(0, 1);
  if (strategy === "fallback") return [...targets];
  if (strategy === "balance") return drawByWeight([...targets], random);
  const fitting = targets.filter(({ when }) => when?.some((one) => one === contentClass));
  return [...fitting, ...targets.filter(({ when }) => !when)];
}

function drawByWeight(left: RouteTarget[], random: (below: number) => number): RouteTarget[] {
  const drawn: RouteTarget[] = [];
  while (left.length > 0) {
    let ticket = random(left.reduce((sum, { weight = 1 }) => sum + weight, 0));
    const at = left.findIndex(({ weight = 1 }) => (ticket -= weight) < 0);
    drawn.push(...left.splice(at, 1));
  }
  return drawn;
}

/** Which of the route's constraints a target breaks. What is not known of a third party counts as broken. */
async function findBroken(work: Work, target: Target, wanted: Constraints): Promise<string | undefined> {
  const { providerKind: kind, price } = target;
  if (!isVendor(kind)) return undefined;
  if (wanted.locality === "self_hosted") return "locality";
  const { facts } = await checkPolicy(work, kind, target.model);
  if (wanted.countries && !(facts && wanted.countries.includes(facts.country))) return "country";
  if (wanted.no_train && facts?.trains !== false) return "trains";
  if (wanted.zero_retention && facts?.zero_retention !== "always") return "retention";
  if (wanted.price_max === undefined) return undefined;
  const most = Math.max(price?.tokensInMicros ?? Infinity, price?.tokensOutMicros ?? Infinity);
  return most > wanted.price_max * 1_000_000 ? "price" : undefined;
}
