import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { isUniqueViolation } from "../../../framework/errors.ts";
import { modelErrors } from "../errors.ts";
import { checkTargets } from "./check-targets.ts";
import { hashRouteName } from "./hash-route-name.ts";
import { presentRoute, route } from "./present-route.ts";
import { constraints, routeName, routeTarget, strategies } from "./route-target.ts";
import { routes } from "./tables.ts";

export const createRoute = endpoint({
  method: "POST",
  path: "/routes",
  summary: "Make a route: one name for a choice among models.",
  description:
    "`single` asks its first target, `fallback` the next one where one fails before it answers, `balance` draws by weight and falls back, `conditional` asks those that fit the request. No fallback leaves the constraints.",
  scope: "organization",
  permission: "models.write",
  purpose: "models",
  status: 201,
  input: z.strictObject({
    slug: routeName.describe("What it is asked for by, after `auto:`."),
    strategy: z.enum(strategies),
    targets: z.array(routeTarget).min(1).max(20),
    constraints: constraints.optional(),
  }),
  output: route,
  refusals: [modelErrors.not_connected, modelErrors.name_taken],
  audit: { action: "route.created", target: ({ id }) => id },
  async run(ctx, { slug: name, strategy, targets, constraints: wanted = {} }) {
    await checkTargets(ctx, targets);
    const { organizationId, userId } = ctx.scope;
    const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "content");
    const row = {
      id: ctx.newId("rte"),
      organization_id: organizationId,
      name,
      name_hash: hashRouteName(ctx, name),
      strategy,
      targets,
      constraints: wanted,
      created_by: userId,
      created_at: ctx.at,
    };
    const sealed = ctx.seal(routes, key, row);
    const stored = { ...sealed, targets: JSON.stringify(targets), constraints: JSON.stringify(wanted) };
    try {
      await ctx.db.of(routes).insertInto("routes").values(stored).execute();
    } catch (error) {
      if (isUniqueViolation(error, "routes_organization_id_name_hash")) throw modelErrors.name_taken();
      throw error;
    }
    return presentRoute(row);
  },
});
