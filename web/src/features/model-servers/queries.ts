import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

export type ModelServer = Row<"/model-servers">;
export type Model = Row<"/models">;

export const modelServersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["model-servers", organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/model-servers", { params: { query } }))),
  });

export const modelsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["models", organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/models", { params: { query } }))),
  });

export async function addModelServer(body: { name: string; url: string; key?: string }): Promise<ModelServer> {
  return bodyOf(api.POST("/model-servers", { body }));
}

export async function removeModelServer(id: string): Promise<void> {
  await api.DELETE("/model-servers/{model_server_id}", { params: { path: { model_server_id: id } } });
}
