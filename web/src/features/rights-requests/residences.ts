const codes =
  "AR AT AU BE BG BR CA CH CL CN CO CY CZ DE DK EE ES FI FR GB GR HR HU ID IE IL IN IS IT JP KE KR LI LT LU LV MA MT MX MY NG NL NO NZ PE PH PK PL PT RO RS RU SA SE SG SI SK TH TN TR TW UA US VN ZA";

/** In Germany an authority of each Land looks after companies. */
const laender: Record<string, string> = {
  BW: "Baden-Württemberg",
  BY: "Bayern",
  BE: "Berlin",
  BB: "Brandenburg",
  HB: "Bremen",
  HH: "Hamburg",
  HE: "Hessen",
  MV: "Mecklenburg-Vorpommern",
  NI: "Niedersachsen",
  NW: "Nordrhein-Westfalen",
  RP: "Rheinland-Pfalz",
  SL: "Saarland",
  SN: "Sachsen",
  ST: "Sachsen-Anhalt",
  SH: "Schleswig-Holstein",
  TH: "Thüringen",
};

/** Where people may say they live, by name in the reader's language; California has a law of its own. */
export function residences(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(undefined, { type: "region" });
  const countries = codes.split(" ").map((value) => ({ value, label: names.of(value) ?? value }));
  const german = Object.entries(laender).map(([land, name]) => ({
    value: `DE-${land}`,
    label: `${names.of("DE") ?? "DE"}, ${name}`,
  }));
  return [...countries, ...german, { value: "US-CA", label: `${names.of("US") ?? "US"}, California` }].toSorted(
    (one, other) => one.label.localeCompare(other.label),
  );
}
