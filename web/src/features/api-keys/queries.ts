import { queryOptions } from "@tanstack/react-query";
import { api, type Page } from "../../api.ts";

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  workspace_id: string | null;
  created_at: string;
  expires_at: string | null;
  last_used_at: string | null;
  created_by_name: string | null;
}

export interface NewApiKey {
  name: string;
  scopes: string[];
  expires_at: string | null;
  workspace_id?: string;
}

export interface Permission {
  permission: string;
  summary: string;
}

export const apiKeysQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["api-keys", organizationId],
    queryFn: async () => (await api.GET<Page<ApiKey>>("/api-keys")).data.data,
  });

export const permissionsQuery = queryOptions({
  queryKey: ["permissions"],
  queryFn: async () => (await api.GET<Page<Permission>>("/permissions")).data.data,
  staleTime: Number.POSITIVE_INFINITY,
});

export async function createApiKey(body: NewApiKey): Promise<ApiKey & { secret: string }> {
  return (await api.POST<ApiKey & { secret: string }>("/api-keys", { body })).data;
}

export async function revokeApiKey(id: string): Promise<void> {
  await api.DELETE("/api-keys/{id}", { params: { path: { id } } });
}
