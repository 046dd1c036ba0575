import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { agentKey } from "../agents/public.ts";
import type { SkillRow } from "./present-skill.ts";
import { skills } from "./tables.ts";

/** Changes a skill's draft as it was read. @throws Refusal `request.changed` where it is another by now */
export async function changeSkill(work: Work, old: SkillRow, changed: Partial<SkillRow>): Promise<SkillRow> {
  const row = { ...old, ...changed, updated_at: work.at, version: old.version + 1 };
  const workspace_id = work.scope.workspaceId!;
  const sealed = work.seal(skills, await agentKey(work), { ...row, workspace_id });
  const { content, files, origin, published, updated_at, version } = sealed;
  const written = await work.db
    .of(skills)
    .updateTable("skills")
    .set({ content, files, origin, published, updated_at, version })
    .where("workspace_id", "=", workspace_id)
    .where("id", "=", old.id)
    .where("version", "=", old.version)
    .returning("id")
    .execute();
  if (written.length === 0) throw requestErrors.changed();
  return row;
}
