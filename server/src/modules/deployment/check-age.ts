import { policiesPort } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { userErrors } from "../users/public.ts";

/** Youngest age, in years, at which someone may have an account: as the deployment's policy says now. */
export const readAgeMinimum = async ({ port }: Pick<Work, "port">): Promise<number> =>
  (await port(policiesPort).read({})).number("age.min");

/**
 * Compares a birth date (YYYY-MM-DD) with the minimum, by the calendar in UTC. Who is born on 29 February comes of
 * age on 1 March.
 * @throws Refusal `users.too_young`
 */
export function checkAge(birthDate: string, minimum: number, at: Date): void {
  const [year = 0, month = 1, day = 1] = birthDate.split("-").map(Number);
  if (Date.UTC(year + minimum, month - 1, day) > at.getTime()) throw userErrors.too_young({ minimum });
}
