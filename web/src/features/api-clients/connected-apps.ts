import { queryOptions } from "@tanstack/react-query";
import type { paths } from "@avow/client";
import { type Answer, allOf, api, bodyOf, type Row } from "../../api.ts";

export type ConnectedApp = Row<"/connected-apps">;
export type AppRequest = NonNullable<
  paths["/app-authorizations/view"]["post"]["requestBody"]
>["content"]["application/json"];
export type AskingApp = Answer<"/app-authorizations/view", "post">;

export const connectedAppsQuery = queryOptions({
  queryKey: ["connected-apps"],
  queryFn: () => allOf((query) => bodyOf(api.GET("/connected-apps", { params: { query } }))),
});

export type WorkspaceApp = Row<"/workspace-connected-apps">;

/** Those of all members, for who looks after the workspace. */
export const workspaceAppsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["workspace-connected-apps", workspaceId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/workspace-connected-apps", { params: { query } }))),
  });

export async function endWorkspaceApp(id: string): Promise<void> {
  await api.DELETE("/workspace-connected-apps/{member_app_id}", { params: { path: { member_app_id: id } } });
}

export async function endConnectedApp(id: string): Promise<void> {
  await api.DELETE("/connected-apps/{connected_app_id}", { params: { path: { connected_app_id: id } } });
}

/** What an app asks for. Looking changes nothing, so that it can be asked again. */
export const askingAppQuery = (body: AppRequest, workspaceId: string) =>
  queryOptions({
    queryKey: ["app-authorization", workspaceId, body],
    queryFn: () => bodyOf(api.POST("/app-authorizations/view", { body })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const allowApp = async (body: AppRequest, allow: string[]): Promise<string | null> =>
  (await bodyOf(api.POST("/app-authorizations/approve", { body: { ...body, allow } }))).redirect_to;

export const refuseApp = async (body: AppRequest): Promise<string | null> =>
  (await bodyOf(api.POST("/app-authorizations/deny", { body }))).redirect_to;

const names = [
  "response_type",
  "client_id",
  "redirect_uri",
  "scope",
  "state",
  "code_challenge",
  "code_challenge_method",
  "resource",
] as const;

/** What the app sent along, as it stands behind the #. Nothing where it is no question, or asks twice in one. */
export function readAppRequest(asked: string | undefined): AppRequest | undefined {
  if (asked === undefined || !/^[\w-]+$/.test(asked)) return undefined;
  const bytes = Uint8Array.from(atob(asked.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const query = new URLSearchParams(new TextDecoder().decode(bytes));
  if (names.some((name) => query.getAll(name).length > 1)) return undefined;
  const fields = Object.fromEntries(names.flatMap((name) => (query.has(name) ? [[name, query.get(name)!]] : [])));
  const { response_type, client_id, redirect_uri, ...others } = fields;
  return response_type && client_id && redirect_uri ? { ...others, response_type, client_id, redirect_uri } : undefined;
}
