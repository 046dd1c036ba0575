import { providersPort, type Route } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { modelErrors } from "./errors.ts";
import { sandboxModelId } from "./read-models.ts";
import { modelServers } from "./tables.ts";

/**
 * The way to a model by its id.
 * @throws Refusal `models.not_connected`
 */
export async function findModel(work: Work, id: string): Promise<Route> {
  const { sandbox, openaiCompatible } = work.port(providersPort);
  if (id === sandboxModelId) return { provider: sandbox, providerId: sandboxModelId, model: sandboxModelId };
  const slash = id.indexOf("/");
  const row = await findServer(work, id.slice(0, slash));
  const key = await work.keys.of({ kind: "organization", id: row.organization_id }, "credential");
  const { url, key: secret } = work.open(modelServers, key, row);
  const provider = openaiCompatible({ id: row.id, url, ...(secret ? { key: secret } : {}) });
  return { provider, providerId: row.id, model: id.slice(slash + 1) };
}

async function findServer(work: Work, id: string) {
  const row = await work.db
    .of(modelServers)
    .selectFrom("model_servers")
    .select(["id", "organization_id", "url", "key"])
    .where("organization_id", "=", work.scope.organizationId!)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw modelErrors.not_connected();
  return row;
}
