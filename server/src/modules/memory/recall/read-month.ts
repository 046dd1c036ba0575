const languages = ["en", "de", "fr", "es", "it", "nl", "pl"];
/** Months by their names, as these languages write them beside a year. */
const months = new Map(
  languages.flatMap((language) => {
    const beside = new Intl.DateTimeFormat(language, { month: "long", day: "numeric", timeZone: "UTC" });
    const alone = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
    return Array.from({ length: 12 }, (_, month) => {
      const name = beside.formatToParts(Date.UTC(2024, month, 15)).find(({ type }) => type === "month")!.value;
      return [name, alone.format(Date.UTC(2024, month))].map((one) => [one.toLowerCase(), month + 1] as const);
    }).flat();
  }),
);
const namedMonth = new RegExp(
  `(?:^|[^\\p{L}])(${[...months.keys()].join("|")})(?: (?:de|del|of))? ((?:19|20)\\d{2})`,
  "iu",
);

/** The year, or the month of one, that a text names. */
export function readMonth(text: string): { from: Date; to: Date } | undefined {
  const [, name, ofYear] = namedMonth.exec(text) ?? [];
  if (name !== undefined) return spanOf(Number(ofYear), months.get(name.toLowerCase()));
  const [, year, month] = /\b((?:19|20)\d{2})(?:-(\d{2}))?\b/.exec(text) ?? [];
  return year === undefined ? undefined : spanOf(Number(year), month === undefined ? undefined : Number(month));
}

function spanOf(year: number, month: number | undefined) {
  const first = month === undefined ? 0 : month - 1;
  const last = month === undefined ? 12 : first + 1;
  return { from: new Date(Date.UTC(year, first)), to: new Date(Date.UTC(year, last)) };
}
