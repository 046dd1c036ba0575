import type { Work } from "../../framework/context.ts";
import { findRouteId, readModels } from "../models/public.ts";
import { agentErrors } from "./errors.ts";

const routePrefix = "auto:";

/**
 * An agent's model is one that can be chosen now, or a route, which is kept by its id: the column then holds no word that a
 * person made up.
 * @throws Refusal `agents.model_unknown`
 */
export async function requireModel(work: Work, model: string): Promise<string> {
  if (model.startsWith(routePrefix)) {
    const id = await findRouteId(work, model.slice(routePrefix.length));
    if (id === undefined) throw agentErrors.model_unknown();
    return `${routePrefix}${id}`;
  }
  const models = await readModels(work);
  if (!models.some(({ id }) => id === model)) throw agentErrors.model_unknown();
  return model;
}
