import * as z from "zod";
import { policiesPort } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { userErrors } from "./errors.ts";

/** A day of the calendar; taken in, compared, and forgotten. */
export const birthDateField = z.iso
  .date()
  .refine((date) => date >= "1900-01-01", "too_early")
  .describe("YYYY-MM-DD. Compared with the minimum age and not kept.");

/** Youngest age, in years, at which someone may have an account, or be a member of an organization: as its policy says now. */
export const readAgeMinimum = async ({ port }: Pick<Work, "port">, organizationId?: string): Promise<number> =>
  (await port(policiesPort).read({ organizationId })).number("age.min");

/**
 * Compares a birth date (YYYY-MM-DD) with the minimum, by the calendar in UTC. Who is born on 29 February comes of
 * age on 1 March.
 * @throws Refusal `users.too_young`
 */
export function checkAge(birthDate: string, minimum: number, at: Date): void {
  const [year = 0, month = 1, day = 1] = birthDate.split("-").map(Number);
  if (Date.UTC(year + minimum, month - 1, day) > at.getTime()) throw userErrors.too_young({ minimum });
}
