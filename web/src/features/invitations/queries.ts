import { queryOptions } from "@tanstack/react-query";
import { api, type Page } from "../../api.ts";
import type { Role } from "../users/queries.ts";

export interface Invitation {
  id: string;
  email: string;
  role: Role;
  state: "pending" | "expired";
  created_at: string;
  expires_at: string;
  invited_by_name: string | null;
}

export const invitationsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["invitations", organizationId],
    queryFn: async () => (await api.GET<Page<Invitation>>("/invitations")).data.data,
  });

/** The link is told once, for handing it over when no mail server is set up. */
export async function invite(body: { email: string; role: Role }): Promise<Invitation & { link?: string }> {
  return (await api.POST<Invitation & { link?: string }>("/invitations", { body })).data;
}

export async function withdrawInvitation(id: string): Promise<void> {
  await api.DELETE("/invitations/{id}", { params: { path: { id } } });
}

export async function acceptInvitation(token: string): Promise<{ organization_id: string }> {
  return (await api.POST<{ organization_id: string }>("/invitations/accept", { body: { token } })).data;
}
