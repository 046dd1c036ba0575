import * as z from "zod";
import { toolChoice } from "../agents/public.ts";

/** What one skill may have at the most. */
export const skillMax = { files: 64, fileBytes: 256 * 1024, bytes: 1024 * 1024, bodyChars: 60_000 } as const;

/** By the Agent Skills format: small letters, digits and single hyphens. */
export const skillName = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

const word = z.string().regex(/^[a-zA-Z0-9][\w.-]{0,63}$/);

export const skillFields = {
  name: skillName.describe("Small letters, digits and hyphens: by it agents open the skill."),
  description: z
    .string()
    .trim()
    .min(1)
    .max(1024)
    .describe("What it does and when to use it: the only part that an agent has before it opens the skill."),
  body: z.string().trim().max(skillMax.bodyChars).describe("What an agent is told once it opens the skill."),
  tools: z.array(toolChoice).max(32).describe("What an agent may use once it has opened the skill."),
  license: z.string().trim().max(500).optional(),
  compatibility: z.string().trim().max(500).optional(),
  metadata: z.record(word, z.string().max(500)).optional(),
};

export const skillContent = z.object(skillFields);
export const parseSkill = (given: unknown) => skillContent.safeParse(given);
export type SkillContent = z.output<typeof skillContent>;

export const skillFile = z.object({
  path: z.string(),
  encoding: z.enum(["utf8", "base64"]),
  content: z.string(),
  bytes: z.int(),
});
export type SkillFile = z.output<typeof skillFile>;

export const fileInput = z.strictObject({
  path: z.string().min(1).max(200),
  content: z
    .string()
    .max(Math.ceil((skillMax.fileBytes * 4) / 3) + 4)
    .optional()
    .describe("Without it, what is there under this path stays."),
  encoding: z.enum(["utf8", "base64"]).default("utf8"),
});
export type FileInput = z.output<typeof fileInput>;
