import { dayMs } from "../../../framework/clock.ts";

type Span = { from: Date; to: Date };

/** *Three months ago*, *vor drei Monaten*, *il y a trois mois*: numbers as digits or as words. */
const numbers = new Map(
  [
    "one a an ein einem einer un une uno una een",
    "two zwei deux dos due twee",
    "three drei trois tres tre drie",
    "four vier quatre cuatro quattro vier",
    "five fünf cinq cinco cinque vijf",
  ].flatMap((words, at) => words.split(" ").map((word) => [word, at + 1] as const)),
);
const count = String.raw`(\d{1,3}|${[...numbers.keys()].join("|")})`;
const units: readonly [unit: string, days: number][] = [
  ["days?|tage?n?|jours?|días?|giorni|giorno|dagen|dag", 1],
  ["weeks?|wochen?|semaines?|semanas?|settiman[ae]|we(?:ek|ken)", 7],
  ["months?|monate?n?|mois|mes(?:es)?|mes[ei]|maand(?:en)?", 30],
  ["years?|jahre?n?|ans?|años?|ann[oi]|jaar", 365],
];
const agos = units.map(([unit, days]) => ({
  days,
  is: new RegExp(
    `(?:^|[^\\p{L}])(?:${count} (?:${unit}) (?:ago|fa|geleden)|(?:vor|il y a|hace) ${count} (?:${unit}))(?![\\p{L}])`,
    "iu",
  ),
}));

/** A time so far back, as wide as its unit. */
export function readAgo(text: string, now: Date): Span | undefined {
  for (const { days, is } of agos) {
    const [, before, after] = is.exec(text) ?? [];
    const said = (before ?? after)?.toLowerCase();
    if (said === undefined) continue;
    const middle = now.getTime() - (numbers.get(said) ?? Number(said)) * days * dayMs;
    const around = (days * dayMs) / 2;
    return { from: new Date(middle - around), to: new Date(middle + around) };
  }
  return undefined;
}
