import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { findSkill, findVersion, findVersionByNumber } from "../find-skill.ts";
import { type Compared, compareSkills } from "./compare-skills.ts";
import { presentWhole, wholeVersion } from "./present-skill-version.ts";

export const getSkillVersion = endpoint({
  method: "GET",
  path: "/skill-versions/{skill_version_id}",
  summary: "One version of a skill with its words and files, and what differs.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  input: z.strictObject({
    skill_version_id: z.string(),
    against: z
      .string()
      .max(40)
      .optional()
      .describe("What to compare it with: `draft` or another version's id; else the version before it."),
  }),
  output: wholeVersion,
  load: (ctx, { skill_version_id }) => findVersion(ctx, skill_version_id),
  async run(ctx, { against }, { resource: version }) {
    return presentWhole(version, compareSkills(await findOther(ctx, version, against), version));
  },
});

type Of = { skill_id: string; number: number };

async function findOther(work: Work, { skill_id, number }: Of, against?: string): Promise<Compared | undefined> {
  if (against === "draft") return findSkill(work, skill_id);
  if (against === undefined) return number === 1 ? undefined : findVersionByNumber(work, skill_id, number - 1);
  const other = await findVersion(work, against);
  if (other.skill_id !== skill_id) throw requestErrors.not_found();
  return other;
}
