import type { Work } from "../../framework/context.ts";
import type { AgentConfig, SkillAtHand } from "./tell-instructions.ts";
import { agentKey, findAgent } from "./find-agent.ts";
import { type AgentRow, draftOf } from "./present-agent.ts";
import { agentVersions } from "./tables.ts";

/** An agent as it acts: what was published last, or its draft where nothing was yet. */
export type AgentInUse = AgentConfig & {
  id: string;
  /** Of the version; nothing where it is the draft. */
  number: number | null;
  /** Whose rights it never exceeds: nobody, where they are gone. */
  answerable: string | null;
  /** In a run: the skills it was given that were there when the run began. */
  skills?: readonly SkillAtHand[];
  /** In a run that another began: who answers for those before it, whose rights it does not exceed either. */
  callers?: readonly string[];
  /** In a run that took over: the agents that had the conversation in this turn. */
  handed?: readonly string[];
};

/** @throws Refusal `request.not_found` */
export async function findAgentInUse(work: Work, id: string): Promise<AgentInUse> {
  return inUse(work, await findAgent(work, id));
}

export async function inUse(work: Work, row: AgentRow): Promise<AgentInUse> {
  if (row.published === null) return { ...draftOf(row), id: row.id, number: null, answerable: row.created_by };
  const { config, created_by } = await readVersion(work, row.id, row.published);
  return { ...config, id: row.id, number: row.published, answerable: created_by };
}

/** A version that is there. */
export async function readVersion(work: Work, agentId: string, number: number) {
  const row = await selectVersions(work, agentId).where("number", "=", number).executeTakeFirstOrThrow();
  return work.open(agentVersions, await agentKey(work), row);
}

export const selectVersions = (work: Work, agentId: string) =>
  work.db
    .of(agentVersions)
    .selectFrom("agent_versions")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("agent_id", "=", agentId);
