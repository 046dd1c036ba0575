import { useQuery } from "@tanstack/react-query";
import { routesQuery } from "../model-routes/queries.ts";
import { type Model, modelsQuery } from "../model-servers/queries.ts";
import { useCurrent } from "../workspaces/current.ts";

export function describeModel({ name, sandbox, model_server_name }: Model): string {
  if (sandbox) return "Sandbox (scripted, no AI is called)";
  return model_server_name ? `${name} on ${model_server_name}` : name;
}

export function useModelName(modelId: string): string {
  const { organization } = useCurrent();
  const { data: models } = useQuery(modelsQuery(organization.id));
  const isRoute = modelId.startsWith("auto:");
  const { data: routes } = useQuery({ ...routesQuery(organization.id), enabled: isRoute });
  const route = routes?.find(({ id }) => modelId === `auto:${id}`);
  if (isRoute) return route ? `Route ${route.slug}` : "A route that is gone";
  const model = models?.find(({ id }) => id === modelId);
  return model ? describeModel(model) : modelId;
}
