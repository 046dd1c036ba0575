import { Cron } from "croner";
import { isTimeZone } from "../../egress/public.ts";

const fiveFields = /^\S+(?: \S+){4}$/;

/**
 * When a schedule is due next, as the clocks of its zone show it: an hour that is left out when they are put forward counts as the
 * one after it, and one that comes twice is due once.
 * @returns nothing where it names no time, or one that never comes
 */
export function findNextTime(cron: string, timeZone: string, after: Date): Date | undefined {
  if (!fiveFields.test(cron) || !isTimeZone(timeZone)) return undefined;
  try {
    return new Cron(cron, { timezone: timeZone, mode: "5-part" }).nextRun(after) ?? undefined;
  } catch {
    return undefined;
  }
}
