import type { Work } from "../../framework/context.ts";
import { readModels } from "./read-models.ts";
import { readRouteNames } from "./routes/read-route-names.ts";
import { sandboxModels } from "./sandbox-models.ts";

/** What the `model` of a call can be, for programs that choose from a list. */
export async function listCallable(work: Work): Promise<{ id: string; owner: string }[]> {
  const [models, routes] = await Promise.all([readModels(work), readRouteNames(work)]);
  const connected = models.filter(({ sandbox }) => !sandbox);
  return [
    ...sandboxModels.map((id) => ({ id, owner: "sandbox" })),
    ...connected.flatMap(({ id, aliases, provider }) =>
      [id, ...aliases].map((name) => ({ id: name, owner: provider })),
    ),
    ...routes.map((name) => ({ id: `auto:${name}`, owner: "route" })),
  ];
}
