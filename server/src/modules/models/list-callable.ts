import type { Work } from "../../framework/context.ts";
import { readModels } from "./read-models.ts";
import { sandboxModels } from "./sandbox-models.ts";

/** What the `model` of a call can be, for programs that choose from a list. */
export async function listCallable(work: Work): Promise<{ id: string; owner: string }[]> {
  const connected = (await readModels(work)).filter(({ sandbox }) => !sandbox);
  return [
    ...sandboxModels.map((id) => ({ id, owner: "sandbox" })),
    ...connected.map(({ id }) => ({ id, owner: "self-hosted" })),
  ];
}
