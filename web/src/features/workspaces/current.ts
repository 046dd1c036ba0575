import { useSuspenseQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { remember, remembered, storageKeys } from "../../local-storage.ts";
import { type PermissionName, rolesQuery } from "../roles/queries.ts";
import { type Me, type MyOrganization, type MyWorkspace, meQuery, type User } from "../users/queries.ts";

export interface Current {
  user: User;
  isOperator: boolean;
  organizations: MyOrganization[];
  organization: MyOrganization;
  workspace: MyWorkspace;
  /** AI is on only where organization and workspace both say so. */
  isAiOn: boolean;
}

/** The workspace that the address names, else the one this browser was in last, else the first. */
export function pickCurrent(me: Me, wanted: string | undefined): Current | undefined {
  const places = me.organizations.flatMap((organization) =>
    organization.workspaces.map((workspace) => ({ organization, workspace })),
  );
  const find = (id: string | undefined) => places.find(({ workspace }) => workspace.id === id);
  const place = find(wanted) ?? find(remembered(storageKeys.tab)) ?? places[0];
  if (!place) return undefined;
  return {
    user: me.user,
    isOperator: me.operator,
    organizations: me.organizations,
    ...place,
    isAiOn: place.organization.ai_enabled && place.workspace.ai_enabled,
  };
}

export const rememberWorkspace = (workspaceId: string) => remember(storageKeys.tab, workspaceId);

/** What the role of this person in this organization allows; the server decides again. */
export type Can = (permission: PermissionName) => boolean;

/** Who is here, which workspace this is and what they may do. Only inside the app, whose route has made sure of both. */
export function useCurrent(): Current & { can: Can } {
  const { data: me } = useSuspenseQuery(meQuery);
  const { data: roles } = useSuspenseQuery(rolesQuery);
  const { workspace } = useSearch({ strict: false });
  const current = pickCurrent(me, workspace);
  if (!current) throw new Error("The app was shown to someone without a workspace.");
  const mine = roles.roles.find(({ role }) => role === current.organization.role);
  const own = current.organization.custom_permissions.filter(
    ({ workspace_id }) => workspace_id === null || workspace_id === current.workspace.id,
  );
  const given = new Set([...(mine?.permissions ?? []), ...own.flatMap(({ permissions }) => permissions)]);
  return { ...current, can: (permission) => given.has(permission) };
}
