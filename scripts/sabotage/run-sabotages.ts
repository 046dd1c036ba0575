import { lookInCopy, type Verdict } from "./look-in-copy.ts";
import type { Outcome, Sabotage } from "./sabotage.ts";
import { type Copy, makeCopy, withPatch } from "./throw-away-copy.ts";

/** Breaks each promise in turn, in so many copies side by side, and tells whether its probe turned red. */
export async function runSabotages(
  sabotages: readonly Sabotage[],
  options: { copies: number; say(outcome: Outcome): void },
): Promise<Outcome[]> {
  const waiting = [...sabotages];
  const outcomes: Outcome[] = [];
  const copies = Array.from({ length: Math.min(options.copies, waiting.length) }, makeCopy);
  const workIn = async (copy: Copy) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await sabotageIn(copy, next);
      outcomes.push(outcome);
      options.say(outcome);
    }
  };
  try {
    await Promise.all(copies.map(workIn));
  } finally {
    for (const copy of copies) copy.remove();
  }
  return outcomes;
}

/** A copy in which nothing is broken, looked at as the others are: everything has to be kept in it. */
export async function lookUnbroken(): Promise<Verdict[]> {
  const copy = makeCopy();
  try {
    return await lookInCopy(copy, {});
  } finally {
    copy.remove();
  }
}

async function sabotageIn(copy: Copy, { promise, what, patch, sql, before }: Sabotage): Promise<Outcome> {
  const look = (broken?: string) => lookInCopy(copy, { before, sql: broken, promises: [promise] });
  try {
    const [control] = before ? await look() : [];
    if (control && control.outcome !== "kept")
      return { promise, what, isRed: false, said: `It is red though nothing is broken: ${control.wrong}` };
    const [verdict] = await (patch ? withPatch(copy, patch, () => look(sql)) : look(sql));
    return { promise, what, isRed: verdict?.outcome === "broken", said: verdict?.wrong ?? "It stayed green." };
  } catch (error) {
    return { promise, what, isRed: false, said: (error as Error).message };
  }
}
