import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, type Row } from "../../api.ts";

export type Transfer = Row<"/ownership-transfers">;

export const transfersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["ownership-transfers", organizationId],
    queryFn: async () => (await bodyOf(api.GET("/ownership-transfers"))).data,
  });

const pathOf = (id: string) => ({ path: { ownership_transfer_id: id } });

export async function offerOwnership(userId: string): Promise<void> {
  await api.POST("/ownership-transfers", { body: { user_id: userId } });
}

export async function acceptOwnership(id: string): Promise<void> {
  await api.POST("/ownership-transfers/{ownership_transfer_id}/accept", { params: pathOf(id) });
}

export async function withdrawOwnership(id: string): Promise<void> {
  await api.DELETE("/ownership-transfers/{ownership_transfer_id}", { params: pathOf(id) });
}
