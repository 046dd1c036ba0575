import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { agentKey } from "../agents/public.ts";
import { skills, skillVersions } from "./tables.ts";
import type { SkillRow } from "./present-skill.ts";

export const selectSkills = (work: Work) =>
  work.db.of(skills).selectFrom("skills").selectAll().where("workspace_id", "=", work.scope.workspaceId!);

/**
 * A skill of this workspace, opened. Locked, nobody else changes it until the transaction ends.
 * @throws Refusal `request.not_found`
 */
export async function findSkill(work: Work, id: string): Promise<SkillRow> {
  const row = await selectSkills(work).where("id", "=", id).executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return work.open(skills, await agentKey(work), row);
}

export const selectVersions = (work: Work) =>
  work.db
    .of(skillVersions)
    .selectFrom("skill_versions")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!);

/** @throws Refusal `request.not_found` */
export async function findVersion(work: Work, id: string) {
  const row = await selectVersions(work).where("id", "=", id).executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return work.open(skillVersions, await agentKey(work), row);
}

/** @throws Refusal `request.not_found` */
export async function findVersionByNumber(work: Work, skillId: string, number: number) {
  const row = await selectVersions(work)
    .where("skill_id", "=", skillId)
    .where("number", "=", number)
    .executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return work.open(skillVersions, await agentKey(work), row);
}
