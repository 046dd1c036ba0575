import { queryOptions } from "@tanstack/react-query";
import { api, type Page } from "../../api.ts";
import type { Role } from "../users/queries.ts";

export interface Member {
  user_id: string;
  name: string;
  email: string;
  role: Role;
  joined_at: string;
}

export const membersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["members", organizationId],
    queryFn: async () => (await api.GET<Page<Member>>("/members", { params: { query: { limit: 100 } } })).data.data,
  });

export async function changeRole(userId: string, role: Role): Promise<void> {
  await api.PATCH("/members/{user_id}", { params: { path: { user_id: userId } }, body: { role } });
}

export async function removeMember(userId: string): Promise<void> {
  await api.DELETE("/members/{user_id}", { params: { path: { user_id: userId } } });
}
