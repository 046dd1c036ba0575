import * as z from "zod";
import { maySet, policyRange, policyValue, presetNames, type Resolved, resolveParameter } from "../../egress/public.ts";
import { type ParameterName, parameterNames, parameters, policyLevels } from "../../privacy/public.ts";
import { type LoadedPolicy, saidAt } from "./load-policy.ts";

const chosenBy = z.enum(["default", ...policyLevels]);

const pendingOutput = z.object({
  id: z.string(),
  value: policyValue.nullable(),
  range: policyRange.nullable(),
  effective_at: z.iso.datetime(),
});

export const parameterName = z.enum(parameterNames as [ParameterName, ...ParameterName[]]);

export const parameterOutput = z.object({
  name: parameterName,
  says: z.string().describe("What it governs, in a sentence."),
  kind: z.enum(["number", "choice", "set"]),
  unit: z.enum(["days", "months", "years", "hours", "characters"]).nullable(),
  options: z.array(z.string()).describe("Of a choice: from the strictest to the loosest."),
  members: z.enum(["regions", "providers", "models", "recipients", "cookies"]).nullable().describe("Of a set."),
  stricter: z.enum(["lower", "higher"]).nullable().describe("Of a number: which way is stricter."),
  default: policyValue,
  acts_at_once: z.boolean().describe("A switch: a change is never announced first."),
  may_set: z.boolean().describe("Whether it lies in the hands of this level."),
  inherited: policyRange.describe("What the levels above leave."),
  range: policyRange.describe("What this level leaves to those below it."),
  own_value: policyValue.nullable().describe("What this level chose; null where it takes what is above."),
  own_range: policyRange.nullable(),
  value: policyValue.describe("What is in force."),
  chosen_by: chosenBy,
  pending: pendingOutput.nullable().describe("What was announced and is not yet in effect."),
});

export const policyOutput = z.object({
  level: z.enum(policyLevels),
  workspace_id: z.string().nullable(),
  preset: z.enum(presetNames).nullable().describe("What the last change was made from."),
  notice_days: z.int().describe("Days between announcing a weaker promise and its taking effect."),
  is_notice_due: z.boolean().describe("False while the first owner is the only one with an account."),
  parameters: z.array(parameterOutput),
  version: z.int(),
});

/** Recipients in the words they were typed in, by hash. */
export type Recipients = ReadonlyMap<string, string>;

/** A policy as the API tells it. */
export function describePolicy(loaded: LoadedPolicy, recipients: Recipients): z.input<typeof policyOutput> {
  const { of, version, preset, levels, isNoticeDue } = loaded;
  return {
    level: of.level,
    workspace_id: of.level === "workspace" ? of.workspaceId : null,
    preset: presetNames.find((name) => name === preset) ?? null,
    notice_days: resolveParameter("notice.days", levels).value as number,
    is_notice_due: isNoticeDue,
    parameters: parameterNames.map((name) => describeParameter(name, loaded, recipients)),
    version,
  };
}

function describeParameter(
  name: ParameterName,
  loaded: LoadedPolicy,
  recipients: Recipients,
): z.input<typeof parameterOutput> {
  const parameter = parameters[name];
  const resolved = resolveParameter(name, loaded.levels);
  const own = saidAt(loaded).settings.get(name);
  const pending = loaded.pending.find((row) => row.parameter === name);
  const inWords = <T>(value: T): T => nameRecipients(name, value, recipients);
  return {
    name,
    says: parameter.says,
    kind: parameter.kind,
    unit: parameter.kind === "number" ? parameter.unit : null,
    options: parameter.kind === "choice" ? parameter.options : [],
    members: parameter.kind === "set" ? parameter.of : null,
    stricter: parameter.kind === "number" ? parameter.stricter : null,
    default: parameter.default,
    acts_at_once: parameter.acts === "at_once",
    may_set: maySet(name, loaded.of.level),
    ...describeResolved(resolved, inWords),
    own_value: mutable(inWords(own?.value)) ?? null,
    own_range: mutable(inWords(own?.range)) ?? null,
    pending: pending
      ? {
          id: pending.id,
          value: mutable(inWords(pending.setting.value)) ?? null,
          range: mutable(pending.setting.range) ?? null,
          effective_at: pending.effective_at.toISOString(),
        }
      : null,
  };
}

function describeResolved({ inherited, range, value, chosenBy: by }: Resolved, inWords: <T>(value: T) => T) {
  return {
    inherited: mutable(inWords(inherited)),
    range: mutable(inWords(range)),
    value: mutable(inWords(value)),
    chosen_by: by,
  };
}

/** Hashes that a policy holds of recipients become what was typed, as far as the reader may see it. */
export function nameRecipients<T>(name: ParameterName, value: T, recipients: Recipients): T {
  const parameter = parameters[name];
  if (parameter.kind !== "set" || parameter.of !== "recipients") return value;
  const inWords = (member: string) => recipients.get(member) ?? member;
  if (Array.isArray(value)) return value.map(inWords) as T;
  if (value && typeof value === "object" && "within" in value && Array.isArray(value.within))
    return { within: value.within.map(inWords) } as T;
  return value;
}

type Mutable<T> = T extends readonly (infer M)[]
  ? M[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;
/** The same value where the schema's types have no `readonly`. */
export const mutable = <T>(value: T): Mutable<T> => value as Mutable<T>;
