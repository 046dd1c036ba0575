import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, bodyOf, type Page, type Row } from "../../api.ts";
import type { SecurityEventFilters } from "./read-filters.ts";

export type SecurityEvent = Row<"/me/security-events">;
export type View = "mine" | "organization" | "operator";

const pageSize = 50;

/** Everything this page shows lies below this key, so that an answer refreshes all of it. */
export const securityEventsKey = ["security-events"];

export const securityEventsQuery = (view: View, organizationId: string, filters: SecurityEventFilters) =>
  queryOptions({
    queryKey: [...securityEventsKey, view, organizationId, filters],
    queryFn: () => read(view, { params: { query: { ...filters, limit: pageSize } } }),
    placeholderData: keepPreviousData,
  });

type Asked = { params: { query: SecurityEventFilters & { limit: number } } };

function read(view: View, asked: Asked): Promise<Page<SecurityEvent>> {
  if (view === "organization") return bodyOf(api.GET("/security-events", asked));
  return bodyOf(
    view === "operator" ? api.GET("/operator/security-events", asked) : api.GET("/me/security-events", asked),
  );
}

const pathOf = (id: string) => ({ path: { security_event_id: id } });

export async function recognize(id: string): Promise<void> {
  await api.POST("/me/security-events/{security_event_id}/recognize", { params: pathOf(id) });
}

export async function disown(id: string): Promise<void> {
  await api.POST("/me/security-events/{security_event_id}/disown", { params: pathOf(id) });
}
