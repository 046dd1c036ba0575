import * as z from "zod";
import { type SkillContent, type SkillFile, skillFields, skillFile } from "../parse-skill.ts";
import { origins } from "../tables.ts";
import type { Change } from "./compare-skills.ts";

export const skillVersion = z.object({
  id: z.string(),
  skill_id: z.string(),
  number: z.int(),
  origin: z.enum(origins),
  created_by: z.string().nullable().describe("Who put it in use."),
  created_at: z.iso.datetime(),
  changes: z
    .array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() }))
    .describe("What differs from the version before it, or from the one that was asked for."),
});

export const wholeVersion = skillVersion.extend({ ...skillFields, files: z.array(skillFile) });

type Row = {
  id: string;
  skill_id: string;
  number: number;
  content: SkillContent;
  files: SkillFile[];
  origin: (typeof origins)[number];
  created_by: string | null;
  created_at: Date;
};

export function presentSkillVersion(row: Row, changes: Change[]): z.infer<typeof skillVersion> {
  const { id, skill_id, number, origin, created_by } = row;
  return { id, skill_id, number, origin, created_by, created_at: row.created_at.toISOString(), changes };
}

export const presentWhole = (row: Row, changes: Change[]): z.infer<typeof wholeVersion> => ({
  ...presentSkillVersion(row, changes),
  ...row.content,
  files: row.files,
});
