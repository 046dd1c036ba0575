import type { AgentConfig } from "../tell-instructions.ts";

export type Change = { field: string; before: unknown; after: unknown };

/** What differs between two versions, field by field; tools and variables each by its name. */
export function compareConfigs(before: AgentConfig | undefined, after: AgentConfig): Change[] {
  const [old, now] = [flatten(before), flatten(after)];
  const fields = [...new Set([...old.keys(), ...now.keys()])];
  return fields.flatMap((field) => {
    const [was, is] = [old.get(field) ?? null, now.get(field) ?? null];
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [{ field, before: was, after: is }];
  });
}

function flatten(config: AgentConfig | undefined): Map<string, unknown> {
  if (!config) return new Map();
  const { settings, ...own } = config;
  const { tools, skills = [], variables, ...rest } = settings;
  return new Map<string, unknown>([
    ...Object.entries(own),
    ...Object.entries(rest),
    ...tools.map(({ name, ...tool }): [string, unknown] => [`tools.${name}`, tool]),
    ...skills.map(({ skill_id, version }): [string, unknown] => [`skills.${skill_id}`, version]),
    ...variables.map(({ name, ...variable }): [string, unknown] => [`variables.${name}`, variable]),
  ]);
}
