import type { Row } from "../../api.ts";

type Listed = Row<"/me/security-events">;

export interface SecurityEventFilters {
  severity?: Listed["severity"];
  from?: string;
  to?: string;
  cursor?: string;
}

export interface SecuritySearch {
  view?: "mine" | "organization" | undefined;
  severity?: Listed["severity"] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
}

/** What the address says, as the API asks for it: days become times, the last day included. */
export function readFilters({ severity, from, to, cursor }: SecuritySearch): SecurityEventFilters {
  return {
    ...(severity ? { severity } : {}),
    ...(from ? { from: startOfDay(from, 0) } : {}),
    ...(to ? { to: startOfDay(to, 1) } : {}),
    ...(cursor ? { cursor } : {}),
  };
}

function startOfDay(day: string, laterDays: number): string {
  const start = new Date(`${day}T00:00`);
  start.setDate(start.getDate() + laterDays);
  return start.toISOString();
}
