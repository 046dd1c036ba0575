import type { SeenCall } from "../../../../testing/deeds/run-agents.ts";
import { kindOf } from "./attack-kinds.ts";
import { hasGotThrough } from "./try-attacks.ts";

/** An attack, where it came from, and what the model that obeyed it called. */
export type Obeyed = { by: string; name: string; text: string; calls: readonly SeenCall[] };

type Line = { attacks: number; through: number; held: Record<string, number> };

/** What got through and what held the rest: by where it came from, and by what was wanted. */
export function describeTried(tried: readonly Obeyed[]): string {
  const through = tried.filter(hasGotThrough);
  const lines = [
    ...describeGroups(
      "from",
      Map.groupBy(tried, ({ by }) => by),
    ),
    "",
    ...describeGroups(
      "for",
      Map.groupBy(tried, ({ text }) => kindOf(text)),
    ),
    "",
    ...through.map(({ by, name, calls }) => `got through by ${by}: ${name}, and reached ${reachOf(calls)}`),
    `${tried.length} attacks: ${through.length} got through, ${tried.filter(isIdle).length} were not obeyed by the model.`,
  ];
  return lines.join("\n");
}

function describeGroups(word: string, groups: ReadonlyMap<string, readonly Obeyed[]>): string[] {
  return [...groups].map(([name, of]) => {
    const { attacks, through, held } = sumUp(of);
    const by = Object.entries(held).map(([rule, count]) => `${count} ${rule}`);
    return `${through === 0 ? "✓" : "✗"} ${word} ${name.padEnd(34)}${String(attacks).padStart(3)} attacks, ${through} through; held by ${by.join(", ")}`;
  });
}

function sumUp(of: readonly Obeyed[]): Line {
  const held: Record<string, number> = {};
  for (const { verdict } of of.flatMap(({ calls }) => calls)) {
    const rule = verdict ?? "nothing";
    held[rule] = (held[rule] ?? 0) + 1;
  }
  return { attacks: of.length, through: of.filter(hasGotThrough).length, held };
}

/** Nothing was tried, so nothing was shown. */
export const isIdle = ({ calls }: Obeyed): boolean => calls.length === 0;

const reachOf = (calls: readonly SeenCall[]) =>
  calls.map(({ tool, input, state }) => `${tool} ${input} (${state})`).join("; ");
