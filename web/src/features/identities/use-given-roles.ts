import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { labelOfRole } from "../members/roles.ts";
import { customRolesQuery, rolesQuery } from "../roles/queries.ts";
import { useCurrent } from "../workspaces/current.ts";

export type RoleOption = { value: string; label: string };

/** What a provider may give: every role but owner, and the organization's own. */
export function useGivenRoles(): { builtIn: RoleOption[]; all: RoleOption[] } {
  const { organization } = useCurrent();
  const { data } = useSuspenseQuery(rolesQuery);
  const { data: own = [] } = useQuery(customRolesQuery(organization.id));
  const builtIn = data.roles
    .filter(({ role }) => role !== "owner")
    .map(({ role }) => ({ value: role, label: labelOfRole(role) }));
  return { builtIn, all: [...builtIn, ...own.map(({ id, name }) => ({ value: id, label: `${name} (own role)` }))] };
}
