import { nameCountry } from "../../design/name-country.ts";
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
