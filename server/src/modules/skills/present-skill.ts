import * as z from "zod";
import { type SkillContent, type SkillFile, skillFields, skillFile } from "./parse-skill.ts";
import { origins } from "./tables.ts";

const about = {
  id: z.string(),
  name: skillFields.name,
  description: skillFields.description,
  origin: z.enum(origins).describe("`imported`: its words are somebody else's."),
  published: z.int().nullable().describe("The newest version. Null: none yet, and no agent can be given it."),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
  version: z.int().describe("Counts changes of the draft."),
};

export const listedSkill = z.object({ ...about, tools: z.array(z.string()), files: z.int() });
export const skill = z.object({ ...about, ...skillFields, files: z.array(skillFile) });

export type SkillRow = {
  id: string;
  content: SkillContent;
  files: SkillFile[];
  origin: (typeof origins)[number];
  published: number | null;
  created_by: string | null;
  created_at: Date;
  updated_at: Date;
  version: number;
};

const tellTimes = ({ created_at, updated_at }: SkillRow) => ({
  created_at: created_at.toISOString(),
  updated_at: updated_at.toISOString(),
});

export function presentSkill(row: SkillRow): z.infer<typeof skill> {
  const { id, content, files, origin, published, version } = row;
  return { id, ...content, files, origin, published, ...tellTimes(row), version };
}

export function listSkill(row: SkillRow): z.infer<typeof listedSkill> {
  const { id, content, files, origin, published, version } = row;
  const { name, description, tools } = content;
  const counted = { tools: tools.map((tool) => tool.name), files: files.length };
  return { id, name, description, origin, published, ...tellTimes(row), version, ...counted };
}
