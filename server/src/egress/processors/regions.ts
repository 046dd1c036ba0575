/** Countries whose law applies to a region of residency: the EU's is the law of the European Economic Area. */
const eea = "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO";
const regions: Readonly<Record<string, ReadonlySet<string>>> = {
  EU: new Set(eea.split(" ")),
  US: new Set(["US"]),
  UK: new Set(["GB"]),
  BR: new Set(["BR"]),
};

/** Whether a country lies in one of the regions; a region may also be a country's own code. */
export function isResident(country: string, residency: "any" | readonly string[]): boolean {
  if (residency === "any") return true;
  return residency.some((region) => region === country || (regions[region]?.has(country) ?? false));
}
