import { dayMs, later } from "../../../framework/clock.ts";
import { type RegimeName, regimes, shift } from "../../../privacy/public.ts";

/** What the policy in force promises to everyone, in days and in days of business. */
export type Promised = { days: number; extensionDays: number; enquiryBusinessDays: number };

const earliest = (...times: Date[]) => new Date(Math.min(...times.map((time) => time.getTime())));

/** Whoever says no to a use waits for nothing to be looked up: it only has to stop. */
const isOptOut = (kind: string): boolean => kind === "object" || kind === "withdraw_consent";

/** The last instant at which an answer is in time. */
export function reckonDue(
  receivedAt: Date,
  { kind, regime }: { kind: string; regime: RegimeName },
  promised: Promised,
) {
  if (kind === "question") return addBusinessDays(receivedAt, promised.enquiryBusinessDays);
  const { due, capped, opt_out_business_days } = regimes[regime];
  const answer = shift(receivedAt, due);
  const byLaw =
    opt_out_business_days && isOptOut(kind)
      ? earliest(answer, addBusinessDays(receivedAt, opt_out_business_days))
      : answer;
  return capped ? earliest(byLaw, later(receivedAt, promised.days * dayMs)) : byLaw;
}

/** What takes its time, so that whoever asked is told first that it came in; a no to a use is obeyed instead. */
const acknowledged: ReadonlySet<string> = new Set(["access", "port", "rectify", "erase"]);

/** The last instant at which it is told in time that a request came in; nothing where no law asks for it. */
export function reckonAcknowledge(
  receivedAt: Date,
  { kind, regime }: { kind: string; regime: RegimeName },
): Date | undefined {
  const { acknowledge_business_days: days } = regimes[regime];
  return days === null || !acknowledged.has(kind) ? undefined : addBusinessDays(receivedAt, days);
}

/** The same after the one extension; nothing where the law, or the kind of request, knows none. */
export function reckonExtended(
  dueAt: Date,
  { kind, regime }: { kind: string; regime: RegimeName },
  promised: Promised,
): Date | undefined {
  const { extension, opt_out_business_days } = regimes[regime];
  if (opt_out_business_days && isOptOut(kind)) return undefined;
  if (!extension || kind === "question" || promised.extensionDays === 0) return undefined;
  return earliest(shift(dueAt, extension), later(dueAt, promised.extensionDays * dayMs));
}

/** In time up to and at that very instant. */
export const isOverdue = (dueAt: Date, at: Date): boolean => at.getTime() > dueAt.getTime();

/**
 * Saturdays and Sundays do not count; days begin and end in UTC. Public holidays count, of whatever calendar: so the day is
 * never later than by one that leaves them out.
 */
export function addBusinessDays(from: Date, days: number): Date {
  let at = from;
  for (let left = days; left > 0; ) {
    at = later(at, dayMs);
    if (at.getUTCDay() !== 0 && at.getUTCDay() !== 6) left--;
  }
  return at;
}
