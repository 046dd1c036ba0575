import { type RegimeName, regimeNames, regimes } from "../../../privacy/public.ts";

/** The law of where somebody lives; where it is none of those known, what the policy promises everyone. */
export const findRegime = (residence: string | null): RegimeName =>
  regimeNames.find((name) => residence !== null && isWithin(residence, regimes[name].residences)) ?? "other";

/** A part of a country has the country's law, unless it has one of its own. */
const isWithin = (residence: string, places: readonly string[]): boolean =>
  places.includes(residence) || places.includes(residence.slice(0, 2));
