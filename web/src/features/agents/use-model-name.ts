import { useQuery } from "@tanstack/react-query";
import { type Model, modelsQuery } from "../model-servers/queries.ts";
import { useCurrent } from "../workspaces/current.ts";

export function describeModel({ name, sandbox, model_server_name }: Model): string {
  if (sandbox) return "Sandbox (scripted, no AI is called)";
  return model_server_name ? `${name} on ${model_server_name}` : name;
}

export function useModelName(modelId: string): string {
  const { organization } = useCurrent();
  const { data: models } = useQuery(modelsQuery(organization.id));
  const model = models?.find(({ id }) => id === modelId);
  return model ? describeModel(model) : modelId;
}
