import { queryOptions } from "@tanstack/react-query";
import type { paths } from "@avow/client";
import { type Answer, allOf, api, bodyOf, type Row } from "../../api.ts";

type Roles = Answer<"/roles">;
export type Role = Roles["roles"][number]["role"];
export type PermissionName = Roles["permissions"][number]["permission"];

/** What each role is for and may do, and what of it an API key can be given. */
export const rolesQuery = queryOptions({
  queryKey: ["roles"],
  queryFn: () => bodyOf(api.GET("/roles")),
  staleTime: Number.POSITIVE_INFINITY,
});

export type CustomRole = Row<"/custom-roles">;
export type Assignment = Row<"/role-assignments">;
export type RoleFields = Pick<CustomRole, "name" | "conditions"> & { permissions: GivablePermission[] };
type GivablePermission = NonNullable<
  paths["/custom-roles"]["post"]["requestBody"]
>["content"]["application/json"]["permissions"][number];

export const customRolesQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["custom-roles", organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/custom-roles", { params: { query } }))),
  });

export const assignmentsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["role-assignments", organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/role-assignments", { params: { query } }))),
  });

export async function saveCustomRole(body: RoleFields, id: string | undefined): Promise<void> {
  if (id === undefined) await api.POST("/custom-roles", { body });
  else await api.PATCH("/custom-roles/{custom_role_id}", { params: { path: { custom_role_id: id } }, body });
}

export async function deleteCustomRole(id: string): Promise<void> {
  await api.DELETE("/custom-roles/{custom_role_id}", { params: { path: { custom_role_id: id } } });
}

export async function giveRole(body: {
  custom_role_id: string;
  user_id: string;
  workspace_id?: string;
}): Promise<void> {
  await api.POST("/role-assignments", { body });
}

export async function takeRole(id: string): Promise<void> {
  await api.DELETE("/role-assignments/{role_assignment_id}", { params: { path: { role_assignment_id: id } } });
}
