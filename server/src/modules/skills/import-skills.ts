import * as z from "zod";
import type { ImportRule } from "../../privacy/public.ts";
import { checkFiles } from "./keep-files.ts";
import { skillContent, type SkillFile, skillFile } from "./parse-skill.ts";
import { skills } from "./tables.ts";

/** Its versions stay behind: what comes is a draft of somebody else's words. */
export const importSkills: readonly ImportRule[] = [
  {
    table: skills,
    shape: z.object({ content: skillContent, files: z.array(skillFile) }),
    set: { published: null, origin: "imported" },
    check: (_, row) => Promise.resolve(checkFiles(row["files"] as SkillFile[])),
  },
];
