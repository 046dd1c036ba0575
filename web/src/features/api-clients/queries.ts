import { queryOptions } from "@tanstack/react-query";
import { type Answer, allOf, api, bodyOf, type Row } from "../../api.ts";

export type ApiClient = Row<"/api-clients">;
export type Device = Answer<"/device-authorizations/view", "post">;

export const apiClientsQuery = queryOptions({
  queryKey: ["api-clients"],
  queryFn: () => allOf((query) => bodyOf(api.GET("/api-clients", { params: { query } }))),
});

export async function revokeApiClient(id: string): Promise<void> {
  await api.DELETE("/api-clients/{api_client_id}", { params: { path: { api_client_id: id } } });
}

export const viewDevice = (user_code: string): Promise<Device> =>
  bodyOf(api.POST("/device-authorizations/view", { body: { user_code } }));

export async function allowDevice(user_code: string, scopes: string[]): Promise<void> {
  await api.POST("/device-authorizations/approve", { body: { user_code, scopes } });
}

export async function refuseDevice(user_code: string): Promise<void> {
  await api.POST("/device-authorizations/deny", { body: { user_code } });
}
