import {
  allowedRange,
  clamp,
  narrow,
  type Parameter,
  type ParameterName,
  parameterNames,
  parameters,
  type PolicyLevel,
  type PolicyRange,
  type PolicyValue,
} from "../../privacy/public.ts";
import type { PolicySetting } from "./tables.ts";

/** What each level says, from the deployment down; a level that is not there says nothing. */
export type PolicySays = { readonly level: PolicyLevel; readonly settings: ReadonlyMap<string, PolicySetting> };

export type Resolved = {
  /** What the levels above leave. */
  inherited: PolicyRange;
  /** What the last level leaves of it. */
  range: PolicyRange;
  value: PolicyValue;
  /** Who chose the value; nobody, where the default holds. */
  chosenBy: PolicyLevel | "default";
};

/**
 * The value in force: the one chosen nearest, kept inside every range above it. Where a range was narrowed after a
 * value below was chosen, the nearest stricter value holds.
 */
export function resolveParameter(name: ParameterName, levels: readonly PolicySays[]): Resolved {
  const parameter: Parameter = parameters[name];
  let inherited = allowedRange(parameter);
  let range = inherited;
  let [value, chosenBy]: [PolicyValue, Resolved["chosenBy"]] = [parameter.default, "default"];
  for (const { level, settings } of levels) {
    const said = settings.get(name);
    inherited = range;
    if (said?.range) range = narrow(parameter, range, said.range);
    if (said?.value !== undefined) [value, chosenBy] = [said.value, level];
  }
  return { inherited, range, value: clamp(parameter, range, value), chosenBy };
}

/** A policy, as code asks it. A name of another kind is a mistake in the code, and is thrown. */
export type Policy = {
  resolve(name: ParameterName): Resolved;
  number(name: ParameterName): number;
  choice(name: ParameterName): string;
  set(name: ParameterName): "any" | readonly string[];
};

export function resolvePolicy(levels: readonly PolicySays[]): Policy {
  const known = new Map<ParameterName, Resolved>();
  const resolve = (name: ParameterName): Resolved => {
    const found = known.get(name) ?? resolveParameter(name, levels);
    known.set(name, found);
    return found;
  };
  const valueOf = (name: ParameterName, kind: Parameter["kind"]) => {
    if (parameters[name].kind !== kind) throw new TypeError(`${name} is not a ${kind}`);
    return resolve(name).value;
  };
  return {
    resolve,
    number: (name) => valueOf(name, "number") as number,
    choice: (name) => valueOf(name, "choice") as string,
    set: (name) => valueOf(name, "set") as "any" | readonly string[],
  };
}

/** Everything a level's preset says, as far as the level may say it. */
export function settingsOfPreset(
  preset: { values: Partial<Record<string, PolicyValue>>; ranges: Partial<Record<string, PolicyRange>> },
  level: PolicyLevel,
  above: readonly PolicySays[],
): Map<ParameterName, PolicySetting> {
  const settings = new Map<ParameterName, PolicySetting>();
  for (const name of parameterNames) {
    if (!maySet(name, level)) continue;
    const inherited = resolveParameter(name, [...above, { level, settings: new Map() }]).range;
    const [value, range] = [preset.values[name], preset.ranges[name]];
    settings.set(name, {
      ...(value === undefined ? {} : { value: clamp(parameters[name], inherited, value) }),
      ...(range === undefined ? {} : { range: narrow(parameters[name], inherited, range) }),
    });
  }
  return settings;
}

const depth: Record<PolicyLevel, number> = { deployment: 0, organization: 1, workspace: 2 };

/** Whether a parameter is in the hands of a level. */
export const maySet = (name: ParameterName, level: PolicyLevel): boolean =>
  depth[level] <= depth[parameters[name].lowest];
