import { useSuspenseQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { remember, remembered, storageKeys } from "../../local-storage.ts";
import { type Me, type MyOrganization, type MyWorkspace, meQuery, type Role, type User } from "../users/queries.ts";

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

/** Who is here and which workspace this is. Only inside the app, whose route has made sure of both. */
export function useCurrent(): Current {
  const { data: me } = useSuspenseQuery(meQuery);
  const { workspace } = useSearch({ strict: false });
  const current = pickCurrent(me, workspace);
  if (!current) throw new Error("The app was shown to someone without a workspace.");
  return current;
}

const managers: Role[] = ["owner", "admin"];
export const canManage = (role: Role) => managers.includes(role);
export const canUseKeys = (role: Role) => canManage(role) || role === "developer";
export const canReadAudit = (role: Role) => canManage(role) || role === "auditor";
