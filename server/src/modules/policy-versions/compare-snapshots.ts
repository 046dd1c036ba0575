import { compareValues, isParameter, type ParameterName, parameterNames, parameters } from "../../privacy/public.ts";
import type { PolicySnapshot } from "./tables.ts";

export const changeKinds = [
  "parameter",
  "processor",
  "country",
  "purpose",
  "basis",
  "promise",
  "wording",
  "operator",
] as const;
export const directions = ["weaker", "tighter", "neither"] as const;

export type SnapshotChange = {
  what: (typeof changeKinds)[number];
  name: string;
  direction: (typeof directions)[number];
};

/** What a version changes against the one before. Whatever weakens a promise is material, and is announced first. */
export const compareSnapshots = (before: PolicySnapshot, after: PolicySnapshot): SnapshotChange[] => [
  ...compareParameters(before, after),
  ...compareProcessors(before, after),
  ...compareNames("purpose", before.purposes, after.purposes, "weaker"),
  ...compareBases(before, after),
  ...compareNames("promise", before.promises, after.promises, "tighter"),
  ...compareTexts(before, after),
];

export const isWeaker = ({ direction }: SnapshotChange): boolean => direction === "weaker";

/** Switches act at once either way, and are not what a version is about. */
export const isPublished = (name: ParameterName): boolean => parameters[name].acts !== "at_once";

function compareParameters(before: PolicySnapshot, after: PolicySnapshot): SnapshotChange[] {
  return parameterNames.filter(isPublished).flatMap((name): SnapshotChange[] => {
    const [old, now] = [before.values[name], after.values[name]];
    if (!isParameter(name) || old === undefined || now === undefined) return [];
    const direction = compareValues(parameters[name], old, now);
    return direction === "same" ? [] : [{ what: "parameter", name, direction }];
  });
}

function compareProcessors({ processors: before }: PolicySnapshot, { processors: after }: PolicySnapshot) {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name): SnapshotChange[] => {
    const [old, now] = [before[name], after[name]];
    if (!old || !now) return [{ what: "processor", name, direction: now ? "weaker" : "tighter" }];
    const isMore = (of: "purposes" | "data_categories") => now[of].some((one) => !old[of].includes(one));
    const isLonger = now.retention_days > old.retention_days;
    return [
      ...(isMore("purposes") || isMore("data_categories") || isLonger
        ? [{ what: "processor" as const, name, direction: "weaker" as const }]
        : []),
      ...(old.country === now.country ? [] : [{ what: "country" as const, name, direction: "weaker" as const }]),
    ];
  });
}

const opposite = { weaker: "tighter", tighter: "weaker" } as const;

function compareNames(
  what: SnapshotChange["what"],
  before: readonly string[],
  after: readonly string[],
  added: keyof typeof opposite,
): SnapshotChange[] {
  const lacking = (names: readonly string[], of: readonly string[]) => names.filter((name) => !of.includes(name));
  return [
    ...lacking(after, before).map((name) => ({ what, name, direction: added })),
    ...lacking(before, after).map((name) => ({ what, name, direction: opposite[added] })),
  ];
}

/** The same use on another basis asks everybody anew, whichever the two are. */
function compareBases({ bases: before }: PolicySnapshot, { bases: after }: PolicySnapshot): SnapshotChange[] {
  const moved = Object.keys(after).filter((name) => before[name] !== undefined && before[name] !== after[name]);
  return moved.map((name) => ({ what: "basis", name, direction: "weaker" }));
}

/** The same promises in other words, or by somebody of another name: worth a version, not a notice. */
function compareTexts(before: PolicySnapshot, after: PolicySnapshot): SnapshotChange[] {
  return (["wording", "operator"] as const)
    .filter((what) => before[what] !== after[what])
    .map((what) => ({ what, name: what, direction: "neither" }));
}
