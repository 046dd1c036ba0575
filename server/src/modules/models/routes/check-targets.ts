import type { Work } from "../../../framework/context.ts";
import { modelErrors } from "../errors.ts";
import { readModels } from "../read-models.ts";
import type { RouteTarget } from "./route-target.ts";

/** @throws Refusal `models.not_connected` where a target names no model that is there */
export async function checkTargets(ctx: Work, targets: readonly RouteTarget[]): Promise<void> {
  const known = new Set((await readModels(ctx)).flatMap(({ id, aliases }) => [id, ...aliases]));
  if (!targets.every(({ model }) => known.has(model))) throw modelErrors.not_connected();
}
