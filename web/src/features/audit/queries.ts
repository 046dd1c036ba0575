import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, open, type Page } from "../../api.ts";

export interface AuditEntry {
  id: string;
  at: string;
  action: string;
  actor: { kind: "user" | "api_key" | "system"; id: string | null; label: string | null };
  target: { kind: string; id: string } | null;
  request_id: string | null;
  rule: string | null;
  log_index: number | null;
  details: Record<string, unknown>;
}

export interface AuditFilters {
  action?: string | undefined;
  actor_id?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
}

const pageSize = 50;

export const auditQuery = (organizationId: string, filters: AuditFilters) =>
  queryOptions({
    queryKey: ["audit", organizationId, filters],
    queryFn: async () =>
      (await api.GET<Page<AuditEntry>>("/audit-entries", { params: { query: { ...filters, limit: pageSize } } })).data,
    placeholderData: keepPreviousData,
  });

/** The whole log with its checkpoints, for `npx avow audit verify`. */
export async function downloadAuditLog(): Promise<Blob> {
  return await (await open("GET", "/audit-log")).blob();
}
