import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

export type Provider = Row<"/providers">;

export const providersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["providers", organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/providers", { params: { query } }))),
  });

export async function connectProvider(body: { provider: Provider["kind"]; name: string; key: string }): Promise<void> {
  await api.POST("/provider-keys", { body });
}
