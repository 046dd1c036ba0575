import type { SecurityEvent } from "./queries.ts";

/** What there is to tell besides, in words: "country: New Zealand · tries: 12". */
export function describeFacts(facts: SecurityEvent["facts"]): string {
  return Object.entries(facts)
    .filter(([, value]) => value !== null)
    .map(
      ([name, value]) => `${name.replaceAll("_", " ")}: ${isCountry(name, value) ? nameCountry(value) : String(value)}`,
    )
    .join(" · ");
}

const isCountry = (name: string, value: unknown): value is string =>
  name.endsWith("country") && typeof value === "string" && /^[A-Z]{2}$/.test(value);

/** The name of a country by its ISO 3166 code, in the language of the browser. */
export function nameCountry(code: string): string {
  return new Intl.DisplayNames(undefined, { type: "region", fallback: "code" }).of(code) ?? code;
}
