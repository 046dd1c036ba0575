import { useQuery } from "@tanstack/react-query";
import { useCurrent } from "../workspaces/current.ts";
import { endpointsQuery, type WebhookEndpoint } from "../webhooks/queries.ts";

/** An endpoint by what people call it, or where it is; what goes elsewhere, or was deleted, by its id. */
export function useTargetNames() {
  const { workspace, can } = useCurrent();
  const { data: endpoints = [] } = useQuery({ ...endpointsQuery(workspace.id), enabled: can("webhooks.read") });
  const nameOf = ({ url, description }: WebhookEndpoint) => description ?? url.replace(/^https:\/\//, "");
  const names = new Map(endpoints.map((endpoint) => [endpoint.id, nameOf(endpoint)]));
  return { names, nameOf: (id: string) => names.get(id) ?? id };
}
