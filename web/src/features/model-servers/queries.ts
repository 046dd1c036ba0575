import { queryOptions } from "@tanstack/react-query";
import { api, type Page } from "../../api.ts";

export interface ModelServer {
  id: string;
  name: string;
  url: string;
  has_key: boolean;
  state: "working" | "failing" | "unknown";
  detail: string | null;
  checked_at: string | null;
  created_at: string;
}

export interface Model {
  id: string;
  name: string;
  sandbox: boolean;
  model_server_id: string | null;
  model_server_name: string | null;
}

export const modelServersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["model-servers", organizationId],
    queryFn: async () => (await api.GET<Page<ModelServer>>("/model-servers")).data.data,
  });

export const modelsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["models", organizationId],
    queryFn: async () => (await api.GET<Page<Model>>("/models")).data.data,
  });

export async function addModelServer(body: { name: string; url: string; key?: string }): Promise<ModelServer> {
  return (await api.POST<ModelServer>("/model-servers", { body })).data;
}

export async function removeModelServer(id: string): Promise<void> {
  await api.DELETE("/model-servers/{id}", { params: { path: { id } } });
}
