import { queryOptions } from "@tanstack/react-query";
import { api, bodyOf, type Row } from "../../api.ts";

export type Connector = Row<"/connectors">;
export type Connection = Row<"/connections">;

export const connectorsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["connectors", workspaceId],
    queryFn: async () => (await bodyOf(api.GET("/connectors"))).data,
  });

export const connectionsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["connections", workspaceId],
    queryFn: async () => (await bodyOf(api.GET("/connections"))).data,
  });

const returnKey = "avow-connect-return";

type Asked = { service: Connector["service"]; abilities: string[]; owner: Connection["owner"] };

/** Leaves for the service; whoever comes back goes on where they were. */
export async function leaveToConnect(body: Asked): Promise<void> {
  const { url } = await bodyOf(api.POST("/connections", { body }));
  leaveFor(url);
}

/** @throws where it is no page: an address may be an outsider's word */
export function leaveFor(url: string): void {
  if (!/^https?:$/.test(new URL(url).protocol)) throw new Error("The address to sign in at is not one of a page.");
  sessionStorage.setItem(returnKey, location.pathname);
  location.assign(url);
}

export function takeReturn(): string {
  const kept = sessionStorage.getItem(returnKey);
  sessionStorage.removeItem(returnKey);
  return kept ?? "/connections/accounts";
}

export const finishConnection = (body: { code: string; state: string; iss?: string }) =>
  bodyOf(api.POST("/connections/finish", { body }));

const onConnection = (id: string) => ({ params: { path: { connection_id: id } } });
export const checkConnection = (id: string) => bodyOf(api.POST("/connections/{connection_id}/check", onConnection(id)));
export const disconnect = (id: string) => bodyOf(api.DELETE("/connections/{connection_id}", onConnection(id)));
