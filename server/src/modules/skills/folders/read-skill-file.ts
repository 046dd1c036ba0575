import { parse, stringify } from "yaml";
import * as z from "zod";
import { toolName } from "../../agents/public.ts";
import { skillErrors } from "../errors.ts";
import { parseSkill, type SkillContent, skillFields } from "../parse-skill.ts";

const frontMatter = /^\uFEFF?---[ \t]*\r?\n([\s\S]{0,8192}?)\r?\n---[ \t]*(?:\r?\n|$)/;

const names = ["name", "description", "license", "compatibility", "metadata", "allowed-tools"];
const listed = z.union([z.string().max(4000), z.array(z.string().max(200)).max(100)]).default("");
/** Nulls stand where somebody wrote a name and nothing behind it. */
const given = z.object({
  name: skillFields.name,
  description: skillFields.description,
  license: skillFields.license.catch(undefined),
  compatibility: skillFields.compatibility.catch(undefined),
  metadata: skillFields.metadata.catch(undefined),
  "allowed-tools": listed.catch(""),
});

export type ReadSkill = {
  content: SkillContent;
  /** Fields and tools that mean nothing here. */
  leftOut: string[];
};

/**
 * A `SKILL.md`: what its front matter says, and what follows. Nothing in it gives a right: tools come as they usually are,
 * without settings.
 * @throws Refusal `skills.archive_refused`
 */
export function readSkillFile(text: string): ReadSkill {
  const found = frontMatter.exec(text);
  if (!found) throw skillErrors.archive_refused({ reason: "no_front_matter" });
  const said = readYaml(found[1]!);
  const read = given.safeParse(said);
  if (!read.success) throw skillErrors.archive_refused({ reason: "front_matter", field: fieldOf(read.error) });
  const { "allowed-tools": allowed, ...about } = read.data;
  const wanted = typeof allowed === "string" ? splitTools(allowed) : allowed;
  const known = [...new Set(wanted.filter((name) => toolName.safeParse(name).success))].slice(0, 32);
  const tools = known.map((name) => ({ name, approval: "usual", when_untrusted: "narrow", settings: {} }) as const);
  const content = parseSkill({ ...about, tools, body: text.slice(found[0].length) });
  if (!content.success) throw skillErrors.archive_refused({ reason: "front_matter", field: fieldOf(content.error) });
  const others = Object.keys(said).filter((name) => !names.includes(name));
  const strange = wanted.filter((name) => !known.includes(name as never));
  return { content: content.data, leftOut: [...others, ...strange].map((word) => word.slice(0, 80)).slice(0, 50) };
}

const fieldOf = ({ issues }: z.ZodError): string => {
  const field = String(issues[0]?.path[0] ?? "");
  return [...names, "body"].includes(field) ? field : "";
};

/** Strings alone, so that nothing in it is more than it looks; no aliases, which can grow without end. */
function readYaml(source: string): Record<string, unknown> {
  try {
    const read: unknown = parse(source, { schema: "failsafe", maxAliasCount: 0, logLevel: "error" });
    if (typeof read === "object" && read !== null && !Array.isArray(read)) return read as Record<string, unknown>;
  } catch {
    throw skillErrors.archive_refused({ reason: "not_yaml" });
  }
  throw skillErrors.archive_refused({ reason: "front_matter", field: "" });
}

/** By spaces and commas, except within parentheses: `Bash(git add:*) Read`. */
const splitTools = (words: string): string[] => words.match(/[^\s,()]+(?:\([^()]*\))?/g) ?? [];

/** The same, written. */
export function writeSkillFile({ body, tools, metadata, ...about }: SkillContent): string {
  const said = {
    ...about,
    ...(tools.length > 0 && { "allowed-tools": tools.map(({ name }) => name).join(" ") }),
    ...(metadata && Object.keys(metadata).length > 0 && { metadata }),
  };
  return `---\n${stringify(said, { lineWidth: 0 })}---\n\n${body}\n`;
}
