import { hourMs, later } from "../../framework/clock.ts";

/** Until when the authority has to be told. The very instant is in time. */
export const reckonReport = (awareAt: Date, hours: number): Date => later(awareAt, hours * hourMs);

export const isLate = (dueAt: Date, at: Date): boolean => at.getTime() > dueAt.getTime();
