import * as z from "zod";
import { triggerErrors } from "./errors.ts";
import { findNextTime } from "./find-next-time.ts";

/** What may begin a run. Nothing that runs bring about themselves. */
export const beginningEvents = ["contact.created", "contact.updated", "contact.erased", "member.joined"] as const;

export const textField = z.string().trim().min(1).max(20_000);
export const scheduleFields = {
  cron: z.string().trim().max(100).describe("Five fields: minute, hour, day of the month, month, day of the week."),
  time_zone: z.string().max(60).describe("By whose clocks, such as `Europe/Berlin`."),
};

/** @throws Refusal `agent_triggers.time_unknown` */
export function requireNextTime(cron: string, timeZone: string, after: Date): Date {
  const next = findNextTime(cron, timeZone, after);
  if (!next) throw triggerErrors.time_unknown();
  return next;
}

/** @throws Refusal `agent_triggers.event_unknown` */
export function requireEvent(type: string | null): void {
  if (!beginningEvents.some((known) => known === type))
    throw triggerErrors.event_unknown({ known: beginningEvents.join(", ") });
}
