import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { event } from "../../../framework/events.ts";
import { agentKey } from "../../agents/public.ts";
import { skillErrors } from "../errors.ts";
import { findSkill, findVersionByNumber } from "../find-skill.ts";
import { presentSkill, skill, type SkillRow } from "../present-skill.ts";
import { skillVersions } from "../tables.ts";
import { changeSkill } from "../change-skill.ts";
import { compareSkills } from "./compare-skills.ts";

export const skillPublished = event(
  "skill.published",
  "Another version of a skill can be given to agents.",
  z.object({ skill_id: z.string(), number: z.int() }),
  { isPublic: true },
);

export const publishSkill = endpoint({
  method: "POST",
  path: "/skills/{skill_id}/publish",
  summary: "Make the draft a version that agents can be given.",
  description:
    "Until then no model is told a word of it. Agents keep the version they name: give them the new one where they are to use it.",
  scope: "workspace",
  permission: "agents.write",
  purpose: "agents",
  versioned: true,
  input: z.strictObject({ skill_id: z.string() }),
  output: skill,
  refusals: [skillErrors.nothing_changed],
  audit: { action: "skill.published", target: ({ id }) => id },
  load: (ctx, { skill_id }) => findSkill(ctx, skill_id),
  async run(ctx, _, { resource: old }) {
    const number = (old.published ?? 0) + 1;
    if (old.published !== null) {
      const last = await findVersionByNumber(ctx, old.id, old.published);
      if (compareSkills(last, old).length === 0) throw skillErrors.nothing_changed();
    }
    const published = await changeSkill(ctx, old, { published: number });
    await insertVersion(ctx, old, number);
    await ctx.emit(skillPublished, { skill_id: old.id, number });
    return presentSkill(published);
  },
});

async function insertVersion(work: Work, { id, content, files, origin }: SkillRow, number: number): Promise<void> {
  const { organizationId, workspaceId, userId } = work.scope;
  const row = {
    organization_id: organizationId!,
    workspace_id: workspaceId!,
    id: work.newId("skv"),
    skill_id: id,
    number,
    content,
    files,
    origin,
    created_by: userId ?? null,
    created_at: work.at,
  };
  const sealed = work.seal(skillVersions, await agentKey(work), row);
  await work.db.of(skillVersions).insertInto("skill_versions").values(sealed).execute();
}
