import { api } from "../../api.ts";
import type { MyOrganization } from "../users/queries.ts";

export async function createOrganization(name: string): Promise<MyOrganization> {
  return (await api.POST<MyOrganization>("/organizations", { body: { name } })).data;
}

/** Of the organization that the calls are about (see `chooseTenant`). */
export async function updateOrganization(body: { name?: string; ai_enabled?: boolean }): Promise<void> {
  await api.PATCH("/organization", { body });
}
