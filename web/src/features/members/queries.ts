import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";
import type { Role } from "../roles/queries.ts";

export type Member = Row<"/members">;

export const membersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["members", organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/members", { params: { query } }))),
  });

export async function changeRole(userId: string, role: Role): Promise<void> {
  await api.PATCH("/members/{user_id}", { params: { path: { user_id: userId } }, body: { role } });
}

export async function removeMember(userId: string): Promise<void> {
  await api.DELETE("/members/{user_id}", { params: { path: { user_id: userId } } });
}
