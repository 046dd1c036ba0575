import type { Context } from "../../framework/context.ts";
import type { Health } from "./check-model-server.ts";
import { modelErrors } from "./errors.ts";
import { type ModelServer, presentModelServer } from "./present-model-server.ts";
import type { ProviderKind } from "./provider-kinds.ts";
import { modelServers } from "./tables.ts";

const serversMax = 50;

type New = Health & { id: string; kind: ProviderKind; name: string; url: string; key: string | null };

/** Keeps a connection, sealed. @throws Refusal `models.limit_reached` */
export async function insertModelServer(ctx: Context<"organization">, made: New): Promise<ModelServer> {
  const { organizationId, userId } = ctx.scope;
  const db = ctx.db.of(modelServers);
  const found = await db
    .selectFrom("model_servers")
    .select("id")
    .where("organization_id", "=", organizationId)
    .execute();
  if (found.length >= serversMax) throw modelErrors.limit_reached({ most: serversMax });
  const row = { ...made, organization_id: organizationId, created_at: ctx.at, created_by: userId };
  const dataKey = await ctx.keys.of({ kind: "organization", id: organizationId }, "credential");
  await db
    .insertInto("model_servers")
    .values(ctx.seal(modelServers, dataKey, row))
    .execute();
  const { key, ...shown } = made;
  return presentModelServer({ ...shown, created_at: ctx.at, has_key: key !== null });
}
