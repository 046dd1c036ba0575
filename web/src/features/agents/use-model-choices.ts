import { useQuery } from "@tanstack/react-query";
import { routesQuery } from "../model-routes/queries.ts";
import { modelsQuery } from "../model-servers/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { describeModel } from "./use-model-name.ts";

/** What an agent can be given for a model: one of them, or a route. */
export function useModelChoices(): { value: string; label: string }[] {
  const { organization } = useCurrent();
  const { data: models = [] } = useQuery(modelsQuery(organization.id));
  const { data: routes = [] } = useQuery(routesQuery(organization.id));
  return [
    ...models.map((model) => ({ value: model.id, label: describeModel(model) })),
    ...routes.map(({ id, slug }) => ({ value: `auto:${id}`, label: `Route ${slug}` })),
  ];
}
