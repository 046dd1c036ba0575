const dayMs = 86_400_000;

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
  const [, year, month] = /\b((?:19|20)\d{2})(?:-(\d{2}))?\b/.exec(text) ?? [];
  if (year !== undefined) {
    const first = month === undefined ? 0 : Number(month) - 1;
    const last = month === undefined ? 12 : first + 1;
    return { looksBack, from: new Date(Date.UTC(Number(year), first)), to: new Date(Date.UTC(Number(year), last)) };
  }
  const span = spans.find(([is]) => is.test(text));
  if (!span) return { looksBack };
  const at = (days: number) => new Date(now.getTime() - days * dayMs);
  return { looksBack, from: at(span[1] + 1), to: at(span[2]) };
}
