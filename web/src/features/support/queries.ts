import type { paths } from "@avow/client";
import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf } from "../../api.ts";

/** Looked at again by the minute: it ends by itself, and others may end it. */
const againAfterMs = 60_000;

export const supportGrantsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["support-grants", organizationId],
    queryFn: async () => (await bodyOf(api.GET("/support-grants", { params: { query: { limit: 20 } } }))).data,
    refetchInterval: againAfterMs,
  });

type Asked = paths["/support-grants"]["post"]["requestBody"]["content"]["application/json"];

export async function grantSupport(asked: Omit<Asked, "areas"> & { areas: string[] }): Promise<void> {
  await api.POST("/support-grants", { body: { ...asked, areas: asked.areas as Asked["areas"] } });
}

export async function endSupport(id: string): Promise<void> {
  await api.DELETE("/support-grants/{support_grant_id}", { params: { path: { support_grant_id: id } } });
}
