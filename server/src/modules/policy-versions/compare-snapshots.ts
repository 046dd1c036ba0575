import { compareValues, isParameter, type ParameterName, parameterNames, parameters } from "../../privacy/public.ts";
import type { PolicySnapshot } from "./tables.ts";

export type SnapshotChange = {
  what: "parameter" | "processor" | "country" | "purpose";
  name: string;
  direction: "weaker" | "tighter";
};

/** What a version changes against the one before. Whatever weakens a promise is material, and is announced first. */
export function compareSnapshots(before: PolicySnapshot, after: PolicySnapshot): SnapshotChange[] {
  return [...compareParameters(before, after), ...compareProcessors(before, after), ...comparePurposes(before, after)];
}

/** Switches act at once either way, and are not what a version is about. */
const isPublished = (name: ParameterName) => parameters[name].acts !== "at_once";

function compareParameters(before: PolicySnapshot, after: PolicySnapshot): SnapshotChange[] {
  return parameterNames.filter(isPublished).flatMap((name): SnapshotChange[] => {
    const [old, now] = [before.values[name], after.values[name]];
    if (!isParameter(name) || old === undefined || now === undefined) return [];
    const direction = compareValues(parameters[name], old, now);
    return direction === "same" ? [] : [{ what: "parameter", name, direction }];
  });
}

function compareProcessors(
  { processors: before }: PolicySnapshot,
  { processors: after }: PolicySnapshot,
): SnapshotChange[] {
  const added = Object.keys(after).filter((name) => !before[name]);
  const gone = Object.keys(before).filter((name) => !after[name]);
  const moved = Object.keys(after).filter((name) => before[name] && before[name].country !== after[name]!.country);
  const wider = Object.keys(after).filter((name) =>
    after[name]!.purposes.some((one) => before[name] && !before[name].purposes.includes(one)),
  );
  return [
    ...[...added, ...wider].map((name) => ({ what: "processor" as const, name, direction: "weaker" as const })),
    ...gone.map((name) => ({ what: "processor" as const, name, direction: "tighter" as const })),
    ...moved.map((name) => ({ what: "country" as const, name, direction: "weaker" as const })),
  ];
}

function comparePurposes({ purposes: before }: PolicySnapshot, { purposes: after }: PolicySnapshot): SnapshotChange[] {
  const changed = (names: string[], direction: SnapshotChange["direction"]) =>
    names.map((name) => ({ what: "purpose" as const, name, direction }));
  return [
    ...changed(
      after.filter((name) => !before.includes(name)),
      "weaker",
    ),
    ...changed(
      before.filter((name) => !after.includes(name)),
      "tighter",
    ),
  ];
}
