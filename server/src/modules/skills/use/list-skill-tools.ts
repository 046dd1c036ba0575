import * as z from "zod";
import { openSkillName, type SkillAtHand } from "../../agents/public.ts";
import { ifThere } from "../../runs/public.ts";
import { declareTool, type Tool, type ToolSource } from "../../tools/public.ts";
import { findVersion } from "../find-skill.ts";
import type { SkillContent, SkillFile } from "../parse-skill.ts";

/** So much of a text is given at once; there is more on demand. */
const pageChars = 30_000;

const input = z.strictObject({
  skill: z.string().min(1).max(80).describe("Its name."),
  file: z.string().min(1).max(200).optional().describe("One of its files, by its path. Without it, its instructions."),
  from: z.int().min(0).max(1_000_000).default(0).describe("Where to go on in a long text."),
});
type Asked = z.output<typeof input>;

/** Loads what a skill says, or one of its files, when the agent needs it. */
const openSkill = (skills: readonly SkillAtHand[]): Tool =>
  declareTool<Asked>({
    name: openSkillName,
    title: "Open a skill",
    says: "can open the skills it was given",
    description: "Opens a skill: gives its instructions, or one of its files. Its tools can be used from then on.",
    parameters: z.toJSONSchema(input, { io: "input" }),
    parse: (given) => input.parse(given),
    effect: "none",
    // Published by somebody here who may set agents up.
    answers: "trusted",
    permission: "tools.read",
    approval: "never",
    async run(work, _, asked) {
      const found = skills.find(({ name }) => name === asked.skill);
      const version = found && (await ifThere(findVersion(work, found.version_id)));
      if (!version) return { state: "failed", code: "skills.unknown", sentence: "There is no such skill." };
      const text = tell(version, asked);
      if (text === undefined)
        return { state: "failed", code: "skills.no_file", sentence: "The skill has no such file." };
      return { state: "answered", output: cut(text, asked.from) };
    },
  });

type Read = { content: SkillContent; files: readonly SkillFile[] };

function tell({ content, files }: Read, { file }: Asked): string | undefined {
  if (file === undefined) return [content.body, listFiles(files)].filter((text) => text !== "").join("\n\n");
  const found = files.find(({ path }) => path === file);
  if (found?.encoding !== "base64") return found?.content;
  return `[${found.path} is no text: ${found.bytes} bytes, which you cannot read.]`;
}

const listFiles = (files: readonly SkillFile[]): string =>
  files.length === 0
    ? ""
    : `Files of this skill:\n${files.map(({ path, bytes }) => `- ${path} (${bytes} bytes)`).join("\n")}`;

function cut(text: string, from: number): string {
  const part = text.slice(from, from + pageChars);
  const end = from + part.length;
  return end < text.length ? `${part}\n\n[${text.length - end} more characters: go on from ${end}.]` : part;
}

/** For agents that were given skills. */
export const listSkillTools: ToolSource = {
  name: "skills",
  list: (_, { config }) => Promise.resolve(config.skills?.length ? [openSkill(config.skills)] : []),
};
