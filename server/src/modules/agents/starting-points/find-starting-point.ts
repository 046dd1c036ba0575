import type * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { agentErrors } from "../errors.ts";
import { type startingPointAgent, startingPointsPort } from "./starting-points-port.ts";

/**
 * What an agent begins as; nothing where it starts from nothing.
 * @throws Refusal `agents.starting_point_unknown`
 */
export function findStartingPoint(
  work: Work,
  slug: string | undefined,
): z.output<typeof startingPointAgent> | undefined {
  if (slug === undefined) return undefined;
  const found = work.port(startingPointsPort).find(slug);
  if (!found) throw agentErrors.starting_point_unknown();
  return found;
}
