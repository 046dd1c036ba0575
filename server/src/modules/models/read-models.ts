import type { Work } from "../../framework/context.ts";
import { sandboxModels } from "./sandbox-models.ts";
import { isVendor } from "./provider-kinds.ts";
import { modelServers } from "./tables.ts";

export type Model = {
  id: string;
  name: string;
  sandbox: boolean;
  model_server_id: string | null;
  model_server_name: string | null;
  provider: string;
  /** Other names it can be asked for by. */
  aliases: readonly string[];
};

export const sandboxModelId = "sandbox";
/** Whether it is one of the sandbox: told on everything that is made with it. */
export const isSandboxModel = (id: string): boolean => sandboxModels.some((known) => known === id);

const sandbox: Model = {
  id: sandboxModelId,
  name: "Sandbox",
  sandbox: true,
  model_server_id: null,
  model_server_name: null,
  provider: "sandbox",
  aliases: [],
};

/** Every model an agent of the organization can have: the sandbox first, then each server's as it last listed them. */
export async function readModels(work: Work): Promise<Model[]> {
  const organizationId = work.scope.organizationId!;
  const rows = await work.db
    .of(modelServers)
    .selectFrom("model_servers")
    .select(["id", "organization_id", "kind", "name", "models"])
    .where("organization_id", "=", organizationId)
    .orderBy("id")
    .execute();
  if (rows.length === 0) return [sandbox];
  const key = await work.keys.of({ kind: "organization", id: organizationId }, "credential");
  const servers = rows.map((row) => work.open(modelServers, key, row));
  return [
    sandbox,
    ...servers.flatMap(({ id, kind, name, models }) =>
      models.map((model) => ({
        id: `${id}/${model}`,
        name: model,
        provider: kind,
        aliases: isVendor(kind) ? [`${kind}/${model}`] : [],
        sandbox: false,
        model_server_id: id,
        model_server_name: name,
      })),
    ),
  ];
}
