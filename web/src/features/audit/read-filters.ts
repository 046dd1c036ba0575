import type { AuditFilters } from "./queries.ts";

export interface AuditSearch {
  action?: string | undefined;
  actor?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
}

/** What the address says, as the API asks for it: days become times, the last day included. */
export function readFilters({ action, actor, from, to, cursor }: AuditSearch): AuditFilters {
  return {
    ...(action ? { action: action.includes(".") ? action : `${action}.` } : {}),
    ...(actor ? { actor_id: actor } : {}),
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
