import { queryOptions } from "@tanstack/react-query";
import { type Answer, allOf, api, bodyOf, type Row } from "../../api.ts";
import type { PermissionName } from "../roles/queries.ts";

export type ApiKey = Row<"/api-keys">;

export interface NewApiKey {
  name: string;
  scopes: PermissionName[];
  networks: string[];
  workspace_ids: string[];
  agent_ids: string[];
  expires_at: string;
}

export const apiKeysQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["api-keys", organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/api-keys", { params: { query } }))),
  });

/** The token is told once; asked again under the same idempotency key, it is gone. */
export async function createApiKey(body: NewApiKey): Promise<Answer<"/api-keys", "post">> {
  return bodyOf(api.POST("/api-keys", { body }));
}

export async function revokeApiKey(id: string): Promise<void> {
  await api.DELETE("/api-keys/{api_key_id}", { params: { path: { api_key_id: id } } });
}
