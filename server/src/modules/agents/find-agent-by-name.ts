import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { openAllAgents } from "./open-all-agents.ts";
import type { AgentRow } from "./present-agent.ts";

/** A name as it goes into a model's id: small letters, digits and hyphens. */
export const slugOf = (name: string): string =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");

/**
 * An agent of this workspace by its id, or by its name as `slugOf` writes it; of several of one name, the oldest.
 * @throws Refusal `request.not_found`
 */
export async function findAgentByName(work: Work, asked: string): Promise<AgentRow> {
  const opened = await openAllAgents(work);
  const found = opened.find(({ id }) => id === asked) ?? opened.find(({ name }) => slugOf(name) === asked);
  if (!found) throw requestErrors.not_found();
  return found;
}
