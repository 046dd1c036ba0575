import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { checkPolicy } from "./check-policy.ts";
import { checkModelServer } from "./check-model-server.ts";
import { modelServers } from "./tables.ts";

/** Also of what was queued before AI was switched off, nothing is sent. */
const isAiOn = async ({ db, scope }: Work): Promise<boolean> => {
  const on = "select 1 from organizations where organization_id = $1 and ai_enabled and suspended_at is null";
  return (await db.query(on, [scope.organizationId])).length === 1;
};

export const refreshModelServer = job({
  name: "models.refresh_server",
  data: z.object({ model_server_id: z.string() }),
  purpose: "models",
  long: true,
  attemptsMax: 2,
  async run(ctx, { model_server_id: id }) {
    const organizationId = ctx.scope.organizationId!;
    const row = await ctx.db
      .of(modelServers)
      .selectFrom("model_servers")
      .select(["id", "organization_id", "kind", "url", "key", "models"])
      .where("organization_id", "=", organizationId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!row || !(await isAiOn(ctx))) return;
    // Nothing is sent to a provider that the policy keeps out, not even the question for its models.
    if ((await checkPolicy(ctx, row.kind)).obstacle) return;
    const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "credential");
    const { url, key: secret } = ctx.open(modelServers, key, row);
    const health = await checkModelServer(
      ctx,
      { id, kind: row.kind, url, ...(secret ? { key: secret } : {}) },
      ctx.signal,
    );
    // A server that is away keeps its models: the agents that use them stay as they are.
    const models = health.state === "working" ? health.models : row.models;
    await ctx.db
      .of(modelServers)
      .updateTable("model_servers")
      .set({ ...health, models })
      .where("organization_id", "=", organizationId)
      .where("id", "=", id)
      .execute();
  },
});
