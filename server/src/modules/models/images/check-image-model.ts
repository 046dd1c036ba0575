import type { Work } from "../../../framework/context.ts";
import { modelErrors } from "../errors.ts";
import { isSandboxModel, readModels } from "../read-models.ts";
import { readRouteNames } from "../routes/read-route-names.ts";

/** @throws Refusal `models.not_connected` where it names no model and no route that is there */
export async function checkImageModel(ctx: Work, model: string): Promise<void> {
  if (isSandboxModel(model)) return;
  const models = await readModels(ctx);
  const routes = await readRouteNames(ctx);
  const known = [...models.flatMap(({ id, aliases }) => [id, ...aliases]), ...routes.map((name) => `auto:${name}`)];
  if (!known.includes(model)) throw modelErrors.not_connected();
}
