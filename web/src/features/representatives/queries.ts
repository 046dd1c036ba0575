import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

export type Representative = Row<"/representatives">;

const key = "representatives";

export const representativesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [key, organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/representatives", { params: { query } }))),
  });

interface Added {
  name: string;
  agent_code: string;
  business_code: string;
  verify_key: string;
  vouches: boolean;
}

export async function addRepresentative(body: Added): Promise<void> {
  await api.POST("/representatives", { body });
}

export async function removeRepresentative(representative_id: string): Promise<void> {
  await api.DELETE("/representatives/{representative_id}", { params: { path: { representative_id } } });
}
