import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../../framework/request/pagination.ts";
import { agentKey } from "../../agents/public.ts";
import { findSkill, selectVersions } from "../find-skill.ts";
import { skillVersions } from "../tables.ts";
import { compareSkills } from "./compare-skills.ts";
import { presentSkillVersion, skillVersion } from "./present-skill-version.ts";

export const listSkillVersions = endpoint({
  method: "GET",
  path: "/skills/{skill_id}/versions",
  summary: "What a skill was, the newest first.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  input: z.strictObject({ skill_id: z.string(), ...pageInput }),
  output: pageOf(skillVersion),
  load: (ctx, { skill_id }) => findSkill(ctx, skill_id),
  async run(ctx, { skill_id, limit, cursor }) {
    const before = Number(readCursor(cursor) ?? Number.MAX_SAFE_INTEGER) || 0;
    // One more than is asked for: it says whether there are more, and what the last one shown differs from.
    const rows = await selectVersions(ctx)
      .where("skill_id", "=", skill_id)
      .where("number", "<", Math.min(before, 2_147_483_647))
      .orderBy("number", "desc")
      .limit(limit + 1)
      .execute();
    const key = await agentKey(ctx);
    const opened = rows.map((row) => ctx.open(skillVersions, key, row));
    const page = toPage(opened, limit, ({ number }) => String(number));
    return { ...page, data: page.data.map((row, at) => presentSkillVersion(row, compareSkills(opened[at + 1], row))) };
  },
});
