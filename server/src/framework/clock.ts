/** The only source of time. Everything that asks "when" takes one, so tests can move it. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

export type FakeClock = Clock & { advance(ms: number): void; set(to: Date): void };

/** A clock that stands still until told; starts at the given instant, or now. */
export function fakeClock(start: Date = new Date()): FakeClock {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    advance: (ms) => void (at += ms),
    set: (to) => void (at = to.getTime()),
  };
}

export const secondMs = 1000;
export const minuteMs = 60 * secondMs;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

export const later = (from: Date, ms: number): Date => new Date(from.getTime() + ms);

/** Whether there is a time zone of this IANA name. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false; // a RangeError: there is no such zone
  }
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The hour of the day, 0 to 23, that clocks in a zone show. */
export function hourIn(timeZone: string, at: Date): number {
  const known = clocks.get(timeZone);
  const clock = known ?? new Intl.DateTimeFormat("en", { hour: "numeric", hourCycle: "h23", timeZone });
  if (!known) clocks.set(timeZone, clock);
  return Number(clock.format(at));
}
