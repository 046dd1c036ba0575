import { type GenerationKind, type Plan, providersPort, type Target } from "../../egress/public.ts";
import type { Work } from "../../framework/context.ts";
import { checkPolicy } from "./check-policy.ts";
import { modelErrors } from "./errors.ts";
import { isVendor } from "./provider-kinds.ts";
import { priceBookPort } from "./prices/open-price-book.ts";
import { isSandboxModel } from "./read-models.ts";
import { planRoute } from "./routes/plan-route.ts";
import { modelServers } from "./tables.ts";

type Asked = { model: string; kind: GenerationKind; contentClass?: string };

/**
 * The way to a model by its id, or to those behind a route.
 * @throws Refusal `models.not_connected`, `models.not_allowed`
 */
export async function findModel(work: Work, asked: Asked): Promise<Plan> {
  if (asked.model.startsWith("auto:")) return planRoute(work, asked, (model) => findTarget(work, model));
  return { targets: [await findTarget(work, asked.model)] };
}

/** @throws Refusal `models.not_connected`, `models.not_allowed` */
export async function findTarget(work: Work, id: string): Promise<Target> {
  const { sandbox, connect } = work.port(providersPort);
  if (isSandboxModel(id))
    return { provider: sandbox, providerId: "sandbox", providerKind: "sandbox", model: id, hosts: [] };
  const slash = id.indexOf("/");
  const [place, model] = [id.slice(0, slash), id.slice(slash + 1)];
  const row = await findServer(work, place, model);
  const facts = await allowed(work, row.kind, model);
  const key = await work.keys.of({ kind: "organization", id: row.organization_id }, "credential");
  const { url, key: secret } = work.open(modelServers, key, row);
  const provider = connect({ id: row.id, kind: row.kind, url, ...(secret ? { key: secret } : {}) });
  const price = await work.port(priceBookPort).find({ provider: row.kind, name: model }, work.clock.now());
  const recheck = async () => void (await allowed(work, row.kind, model));
  const hosts = facts?.hosts ?? [new URL(url).hostname];
  const target = { provider, providerId: row.id, providerKind: row.kind, model, hosts, recheck };
  return { ...target, ...(price ? { price } : {}) };
}

/** What the register says of a vendor that may be called. @throws Refusal `models.not_allowed` */
async function allowed(work: Work, kind: string, model: string) {
  const { obstacle, facts } = await checkPolicy(work, kind, model);
  if (obstacle) throw modelErrors.not_allowed({ provider: kind, reason: obstacle });
  return facts;
}

/** By its id, or a vendor's by its name: of several, the one that works and was connected first. */
async function findServer(work: Work, place: string, model: string) {
  const rows = await work.db
    .of(modelServers)
    .selectFrom("model_servers")
    .select(["id", "organization_id", "kind", "url", "key", "models", "state"])
    .where("organization_id", "=", work.scope.organizationId!)
    .where(isVendor(place) ? "kind" : "id", "=", place as never)
    .orderBy("id")
    .execute();
  const having = rows.filter(({ models }) => models.includes(model));
  const found = having.find(({ state }) => state === "working") ?? having[0];
  // A model is a word that the provider listed, never one that a caller made up: it is kept in clear.
  if (!found) throw modelErrors.not_connected();
  return found;
}
