import { type Plan, providersPort } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { modelErrors } from "./errors.ts";
import { isSandboxModel } from "./read-models.ts";
import { modelServers } from "./tables.ts";

/**
 * The way to a model by its id.
 * @throws Refusal `models.not_connected`
 */
export async function findModel(work: Work, { model: id }: { model: string }): Promise<Plan> {
  const { sandbox, connect } = work.port(providersPort);
  if (isSandboxModel(id))
    return { targets: [{ provider: sandbox, providerId: "sandbox", providerKind: "sandbox", model: id }] };
  const slash = id.indexOf("/");
  const [row, model] = [await findServer(work, id.slice(0, slash)), id.slice(slash + 1)];
  if (!row.models.includes(model)) throw modelErrors.not_connected();
  const key = await work.keys.of({ kind: "organization", id: row.organization_id }, "credential");
  const { url, key: secret } = work.open(modelServers, key, row);
  const provider = connect({ id: row.id, kind: "self-hosted", url, ...(secret ? { key: secret } : {}) });
  return { targets: [{ provider, providerId: row.id, providerKind: "self-hosted", model }] };
}

async function findServer(work: Work, id: string) {
  const row = await work.db
    .of(modelServers)
    .selectFrom("model_servers")
    .select(["id", "organization_id", "url", "key", "models"])
    .where("organization_id", "=", work.scope.organizationId!)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw modelErrors.not_connected();
  return row;
}
