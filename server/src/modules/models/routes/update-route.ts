import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { modelErrors } from "../errors.ts";
import { checkTargets } from "./check-targets.ts";
import { findRouteById } from "./find-route-by-id.ts";
import { presentRoute, route } from "./present-route.ts";
import { constraints, routeTarget, strategies } from "./route-target.ts";
import { routes } from "./tables.ts";

export const updateRoute = endpoint({
  method: "PATCH",
  path: "/routes/{route_id}",
  summary: "Change how a route chooses, among which models, and within which constraints.",
  description: "Its name stays: agents and programs ask for it. Calls that begin from now on go by it.",
  scope: "organization",
  permission: "models.write",
  purpose: "models",
  input: z.strictObject({
    route_id: z.string(),
    strategy: z.enum(strategies).optional(),
    targets: z.array(routeTarget).min(1).max(20).optional(),
    constraints: constraints.optional(),
  }),
  output: route,
  refusals: [modelErrors.not_connected],
  audit: { action: "route.updated", target: ({ id }) => id },
  async run(ctx, { route_id, ...wanted }) {
    const old = await findRouteById(ctx, route_id);
    if (wanted.targets) await checkTargets(ctx, wanted.targets);
    const { strategy, targets, constraints: bounds } = { ...old, ...defined(wanted) };
    await ctx.db
      .of(routes)
      .updateTable("routes")
      .set({ strategy, targets: JSON.stringify(targets), constraints: JSON.stringify(bounds) })
      .where("organization_id", "=", ctx.scope.organizationId)
      .where("id", "=", route_id)
      .execute();
    return presentRoute({ ...old, strategy, targets, constraints: bounds });
  },
});

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const defined = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Defined<T>;
