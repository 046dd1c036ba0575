import { dayMs } from "../../../framework/clock.ts";
import { readAgo } from "./read-ago.ts";
import { readMonth } from "./read-month.ts";

/** *Before*, *used to*, and what stands for them: what is no longer so is asked for. */
const back =
  /\b(?:before|previously|formerly|earlier|used to|in the past|early on|früher|vorher|davor|damals|avant|auparavant|autrefois|antes|anteriormente|prima|in passato|vroeger|eerder|voorheen|wcześniej|dawniej|kiedyś)\b/iu;

/** Back from today, in days: where it begins and where it ends. */
const spans: readonly [RegExp, number, number][] = [
  [/\b(?:yesterday|gestern|hier|ayer|ieri|gisteren|wczoraj)\b/iu, 1, 0],
  [
    /\b(?:last week|letzte woche|la semaine dernière|la semana pasada|la settimana scorsa|vorige week|w zeszłym tygodniu)\b/iu,
    14,
    0,
  ],
  [
    /\b(?:last month|letzten monat|le mois dernier|el mes pasado|il mese scorso|vorige maand|w zeszłym miesiącu)\b/iu,
    62,
    0,
  ],
  [/\b(?:last year|letztes jahr|l'année dernière|el año pasado|l'anno scorso|vorig jaar|w zeszłym roku)\b/iu, 730, 180],
];

export type Times = { looksBack: boolean; from?: Date; to?: Date };

/** The time that a question is about, where it says one. */
export function readTimes(text: string, now: Date): Times {
  const looksBack = back.test(text);
  const named = readMonth(text) ?? readAgo(text, now);
  if (named) return { looksBack, ...named };
  const span = spans.find(([is]) => is.test(text));
  if (!span) return { looksBack };
  const at = (days: number) => new Date(now.getTime() - days * dayMs);
  return { looksBack, from: at(span[1] + 1), to: at(span[2]) };
}
