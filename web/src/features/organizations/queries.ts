import { api, bodyOf } from "../../api.ts";
import type { MyOrganization } from "../users/queries.ts";

export async function createOrganization(name: string): Promise<MyOrganization> {
  return bodyOf(api.POST("/organizations", { body: { name } }));
}

/** Of the organization that the calls are about (see `chooseTenant`). */
export async function updateOrganization(body: { name?: string; ai_enabled?: boolean }): Promise<void> {
  await api.PATCH("/organization", { body });
}
