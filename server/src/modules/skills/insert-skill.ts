import type { Work } from "../../framework/context.ts";
import { agentKey } from "../agents/public.ts";
import { skillErrors } from "./errors.ts";
import type { SkillRow } from "./present-skill.ts";
import type { SkillContent, SkillFile } from "./parse-skill.ts";
import { skills } from "./tables.ts";

/** More than anyone finds their way in. */
const skillsMax = 200;

type Fields = { content: SkillContent; files: SkillFile[]; origin: SkillRow["origin"] };

/** Writes a new skill in this workspace. @throws Refusal `skills.limit_reached` */
export async function insertSkill(work: Work, fields: Fields): Promise<SkillRow> {
  const { organizationId, workspaceId, userId } = work.scope;
  const [{ count } = { count: 0 }] = await work.db.query<{ count: number }>(
    "select count(*)::int as count from skills where workspace_id = $1",
    [workspaceId],
  );
  if (count >= skillsMax) throw skillErrors.limit_reached({ limit: skillsMax });
  const row = {
    ...fields,
    id: work.newId("skl"),
    organization_id: organizationId!,
    workspace_id: workspaceId!,
    published: null,
    created_by: userId ?? null,
    created_at: work.at,
    updated_at: work.at,
    version: 1,
  };
  const sealed = work.seal(skills, await agentKey(work), row);
  await work.db.of(skills).insertInto("skills").values(sealed).execute();
  return row;
}
