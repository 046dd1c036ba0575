import type { Work } from "../../framework/context.ts";
import { readModels } from "../models/public.ts";
import { agentErrors } from "./errors.ts";

/**
 * An agent's model is one that can be chosen now: the column then holds no word that a person made up.
 * @throws Refusal `agents.model_unknown`
 */
export async function requireModel(work: Work, model: string): Promise<void> {
  const models = await readModels(work);
  if (!models.some(({ id }) => id === model)) throw agentErrors.model_unknown();
}
