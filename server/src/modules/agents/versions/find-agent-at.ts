import type { Work } from "../../../framework/context.ts";
import type { AgentInUse } from "../find-agent-in-use.ts";
import { type AgentRow, draftOf } from "../present-agent.ts";
import { requireVersion } from "./get-agent-version.ts";

/**
 * An agent as one version has it, or its draft, for which whoever asks would answer once they publish it.
 * @throws Refusal `request.not_found`
 */
export async function findAgentAt(work: Work, row: AgentRow, versionId: string | undefined): Promise<AgentInUse> {
  if (versionId === undefined)
    return { ...draftOf(row), id: row.id, number: null, answerable: work.scope.userId ?? null };
  const { config, number, created_by } = await requireVersion(work, row.id, versionId);
  return { ...config, id: row.id, number, answerable: created_by };
}
