import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

export type WebhookEndpoint = Row<"/webhook-endpoints">;
export type NewWebhookEndpoint = {
  url: string;
  description: string | null;
  events: string[];
  ordered: boolean;
  payload: WebhookEndpoint["payload"];
  asymmetric: boolean;
  headers: Record<string, string>;
};

export const endpointsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["webhook-endpoints", workspaceId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/webhook-endpoints", { params: { query } }))),
  });

export const eventTypesQuery = queryOptions({
  queryKey: ["event-types"],
  queryFn: () => bodyOf(api.GET("/event-types")),
  staleTime: Infinity,
});

const onEndpoint = (id: string) => ({ params: { path: { webhook_endpoint_id: id } } });

export const createEndpoint = (body: NewWebhookEndpoint) => bodyOf(api.POST("/webhook-endpoints", { body }));
export const setEndpointState = (id: string, state: WebhookEndpoint["state"]) =>
  bodyOf(api.PATCH("/webhook-endpoints/{webhook_endpoint_id}", { ...onEndpoint(id), body: { state } }));
export const testEndpoint = (id: string) =>
  bodyOf(api.POST("/webhook-endpoints/{webhook_endpoint_id}/test", onEndpoint(id)));
export const rotateSecret = (id: string) =>
  bodyOf(api.POST("/webhook-endpoints/{webhook_endpoint_id}/rotate-secret", { ...onEndpoint(id), body: {} }));
export const recoverEndpoint = (id: string, since: string) =>
  bodyOf(api.POST("/webhook-endpoints/{webhook_endpoint_id}/recover", { ...onEndpoint(id), body: { since } }));
export async function deleteEndpoint(id: string): Promise<void> {
  await api.DELETE("/webhook-endpoints/{webhook_endpoint_id}", onEndpoint(id));
}
