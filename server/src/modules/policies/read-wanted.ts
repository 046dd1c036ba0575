import * as z from "zod";
import type { Context } from "../../framework/context.ts";
import {
  hashRecipient,
  maySet,
  normalizeRecipient,
  type PolicySetting,
  policyRange,
  policyValue,
  presetNames,
  presets,
  resolveParameter,
  settingsOfPreset,
} from "../../egress/public.ts";
import { isInside, isNarrower, isRangeOf, isValueOf, type ParameterName, parameters } from "../../privacy/public.ts";
import { parameterName } from "./describe-policy.ts";
import { policyErrors } from "./errors.ts";
import { levelsAbove, type LoadedPolicy, saidAt } from "./load-policy.ts";

export const ofWorkspace = {
  workspace_id: z.string().optional().describe("Means the policy of this workspace, instead of the organization's."),
};

/** What someone wants of a policy. `null` takes back what this level said. */
export const wantedInput = {
  preset: z
    .enum(presetNames)
    .optional()
    .describe("Start from one of the six policies; values and ranges given besides go before it."),
  values: z.partialRecord(parameterName, policyValue.nullable()).default({}),
  ranges: z.partialRecord(parameterName, policyRange.nullable()).default({}),
};

type Input = {
  preset?: (typeof presetNames)[number] | undefined;
  values: Partial<Record<ParameterName, z.output<typeof policyValue> | null>>;
  ranges: Partial<Record<ParameterName, z.output<typeof policyRange> | null>>;
};

export type Wanted = {
  settings: Map<ParameterName, PolicySetting>;
  /** Recipients as typed, by the hash that the policy keeps. */
  recipients: Map<string, string>;
};

/**
 * What a request wants its level to say, checked against what the levels above leave.
 * @throws Refusal `policies.not_here`, `policies.outside_range`, `policies.not_a_recipient`
 */
export function readWanted(ctx: Pick<Context, "keyring">, loaded: LoadedPolicy, input: Input): Wanted {
  const { level } = loaded.of;
  const settings = input.preset
    ? settingsOfPreset(presets[input.preset], level, levelsAbove(loaded))
    : new Map<ParameterName, PolicySetting>();
  const recipients = new Map<string, string>();
  const named = new Set([...Object.keys(input.values), ...Object.keys(input.ranges)]) as Set<ParameterName>;
  for (const parameter of named) {
    if (!maySet(parameter, level)) throw policyErrors.not_here({ parameter, lowest: parameters[parameter].lowest });
    const before = settings.get(parameter) ?? saidAt(loaded).settings.get(parameter) ?? {};
    const hashed = hashRecipients(ctx, parameter, input.values[parameter], recipients);
    const setting = { value: choose(hashed, before.value), range: choose(input.ranges[parameter], before.range) };
    settings.set(parameter, checked(parameter, dropAbsent(setting), loaded));
  }
  return { settings, recipients };
}

/** Given goes before what was; `null` takes it back. */
const choose = <T>(given: T | null | undefined, before: T | undefined): T | undefined =>
  given === undefined ? before : (given ?? undefined);

const dropAbsent = ({
  value,
  range,
}: { [K in keyof PolicySetting]-?: PolicySetting[K] | undefined }): PolicySetting => ({
  ...(value === undefined ? {} : { value }),
  ...(range === undefined ? {} : { range }),
});

function checked(name: ParameterName, setting: PolicySetting, loaded: LoadedPolicy): PolicySetting {
  const { inherited } = resolveParameter(name, [
    ...levelsAbove(loaded),
    { level: loaded.of.level, settings: new Map() },
  ]);
  const range = setting.range ?? inherited;
  const isRangeRight = !setting.range || (isRangeOf(parameters[name], setting.range) && isNarrower(range, inherited));
  const isValueRight =
    setting.value === undefined || (isValueOf(parameters[name], setting.value) && isInside(range, setting.value));
  if (!isRangeRight || !isValueRight) throw policyErrors.outside_range({ parameter: name });
  return setting;
}

function hashRecipients(
  ctx: Pick<Context, "keyring">,
  name: ParameterName,
  value: z.output<typeof policyValue> | null | undefined,
  recipients: Map<string, string>,
) {
  const parameter = parameters[name];
  if (parameter.kind !== "set" || parameter.of !== "recipients" || !Array.isArray(value)) return value;
  return value.map((typed, position) => {
    const normalized = normalizeRecipient(typed);
    if (!normalized) throw policyErrors.not_a_recipient({ position });
    const hash = hashRecipient(ctx.keyring, normalized);
    recipients.set(hash, normalized);
    return hash;
  });
}
