import { queryOptions } from "@tanstack/react-query";
import { type Answer, allOf, api, bodyOf, type Row } from "../../api.ts";
import type { Role } from "../roles/queries.ts";

export type Invitation = Row<"/invitations">;

export const invitationsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["invitations", organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/invitations", { params: { query } }))),
  });

/** The link is told once, for handing it over when no mail server is set up. */
export async function invite(body: { email: string; role: Role }): Promise<Answer<"/invitations", "post">> {
  return bodyOf(api.POST("/invitations", { body }));
}

export async function withdrawInvitation(id: string): Promise<void> {
  await api.DELETE("/invitations/{invitation_id}", { params: { path: { invitation_id: id } } });
}

export async function acceptInvitation(
  token: string,
  birth_date: string | undefined,
): Promise<{ organization_id: string }> {
  return bodyOf(
    api.POST("/invitations/accept", { body: { token, ...(birth_date === undefined ? {} : { birth_date }) } }),
  );
}
