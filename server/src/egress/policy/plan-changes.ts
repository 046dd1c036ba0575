import { compareValues, type Direction, isNarrower, type ParameterName, parameters } from "../../privacy/public.ts";
import { type PolicySays, type Resolved, resolveParameter } from "./resolve-policy.ts";
import type { PolicySetting } from "./tables.ts";

export type PlannedChange = {
  parameter: ParameterName;
  before: Resolved;
  after: Resolved;
  direction: Direction;
  /** It takes effect at once, or after the notice period. */
  isAnnounced: boolean;
};

/**
 * What saving `wanted` at the last of `levels` changes. Weakening what is published, or leaving more to the levels
 * below than before, is announced; a switch acts at once either way.
 */
export function planChanges(
  levels: readonly PolicySays[],
  wanted: ReadonlyMap<ParameterName, PolicySetting>,
): PlannedChange[] {
  const last = levels.at(-1)!;
  const saved = [...levels.slice(0, -1), { ...last, settings: new Map([...last.settings, ...wanted]) }];
  return [...wanted.keys()].flatMap((parameter) => {
    const [before, after] = [resolveParameter(parameter, levels), resolveParameter(parameter, saved)];
    const valueMoves = compareValues(parameters[parameter], before.value, after.value);
    const rangeMoves = compareRanges(before, after);
    const said = [last.settings.get(parameter) ?? {}, wanted.get(parameter)!];
    if (JSON.stringify(said[0]) === JSON.stringify(said[1])) return [];
    const direction = valueMoves === "same" ? rangeMoves : rangeMoves === "weaker" ? "weaker" : valueMoves;
    const isAnnounced = direction === "weaker" && parameters[parameter].acts !== "at_once";
    return [{ parameter, before, after, direction, isAnnounced }];
  });
}

function compareRanges(before: Resolved, after: Resolved): Direction {
  const [shrinks, grows] = [isNarrower(after.range, before.range), isNarrower(before.range, after.range)];
  if (shrinks) return grows ? "same" : "tighter";
  return "weaker";
}
