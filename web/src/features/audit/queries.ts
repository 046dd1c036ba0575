import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, bodyOf, type Row } from "../../api.ts";

export type AuditEntry = Row<"/audit-entries">;

export interface AuditFilters {
  action?: string;
  actor_id?: string;
  from?: string;
  to?: string;
  cursor?: string;
}

const pageSize = 50;

export const auditQuery = (organizationId: string, filters: AuditFilters) =>
  queryOptions({
    queryKey: ["audit", organizationId, filters],
    queryFn: () => bodyOf(api.GET("/audit-entries", { params: { query: { ...filters, limit: pageSize } } })),
    placeholderData: keepPreviousData,
  });

/** What this person did, for whom the organization's log is not theirs to read. */
export const activityQuery = (cursor: string | undefined) =>
  queryOptions({
    queryKey: ["activity", cursor],
    queryFn: () =>
      bodyOf(api.GET("/me/activity", { params: { query: { limit: pageSize, ...(cursor ? { cursor } : {}) } } })),
    placeholderData: keepPreviousData,
  });

/** The whole log with its checkpoints, for `npx avow audit verify`. */
export async function downloadAuditLog(): Promise<Blob> {
  return bodyOf(api.GET("/audit-log", { parseAs: "blob" }));
}
