import type { SkillContent, SkillFile } from "../parse-skill.ts";

export type Change = { field: string; before: unknown; after: unknown };
export type Compared = { content: SkillContent; files: readonly SkillFile[] };

/** What differs between two versions of a skill: field by field, tools by name, files by path. */
export function compareSkills(before: Compared | undefined, after: Compared): Change[] {
  const [old, now] = [flatten(before), flatten(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((field) => {
    const [was, is] = [old.get(field) ?? null, now.get(field) ?? null];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ field, before: show(was), after: show(is) }];
  });
}

function flatten(skill: Compared | undefined): Map<string, unknown> {
  if (!skill) return new Map();
  const { tools, metadata = {}, ...own } = skill.content;
  return new Map<string, unknown>([
    ...Object.entries(own),
    ...Object.entries(metadata).map(([name, value]): [string, unknown] => [`metadata.${name}`, value]),
    ...tools.map(({ name, ...tool }): [string, unknown] => [`tools.${name}`, tool]),
    ...skill.files.map((file): [string, unknown] => [`files.${file.path}`, file]),
  ]);
}

const isFile = (value: unknown): value is SkillFile =>
  typeof value === "object" && value !== null && "encoding" in value && "bytes" in value;

/** Of what is no text, how much it is. */
function show(value: unknown): unknown {
  if (!isFile(value)) return value;
  return value.encoding === "utf8" ? value.content : `${value.bytes} bytes`;
}
