import { durationOf } from "../../privacy/public.ts";
import { userErrors } from "../users/public.ts";

/** Youngest age, in years, at which someone may have an account. */
export const ageMinimum = durationOf("age.min").amount;

/**
 * Compares a birth date (YYYY-MM-DD) with the minimum, by the calendar in UTC. Who is born on 29 February comes of
 * age on 1 March.
 * @throws Refusal `users.too_young`
 */
export function checkAge(birthDate: string, at: Date): void {
  const [year = 0, month = 1, day = 1] = birthDate.split("-").map(Number);
  if (Date.UTC(year + ageMinimum, month - 1, day) > at.getTime()) throw userErrors.too_young({ minimum: ageMinimum });
}
