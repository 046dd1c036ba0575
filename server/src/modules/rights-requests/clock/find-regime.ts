import { type RegimeName, regimeNames, regimes } from "../../../privacy/public.ts";

/** The law of where somebody lives; where it is none of those known, what the policy promises everyone. */
export const findRegime = (residence: string | null): RegimeName =>
  regimeNames.find((name) => residence !== null && regimes[name].residences.includes(residence)) ?? "other";
