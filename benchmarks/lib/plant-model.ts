import { grantCredits } from "../../server/src/egress/ledger/grant-credits.ts";
import { openLedgers } from "../../server/src/egress/ledger/open-ledger.ts";
import { inScope, proveScope } from "../../server/src/framework/database/tenant.ts";
import { hashToken, newId, newSecret } from "../../server/src/framework/ids.ts";
import { seal } from "../../server/src/framework/keys/sealing.ts";
import { modelServers } from "../../server/src/modules/models/tables.ts";
import type { BenchDeployment } from "./deployment.ts";
import { plantSession } from "./plant-session.ts";

const plenty = 1_000_000_000_000;

/** A model server, AI switched on, and an API key that may ask its model, as rows. */
export async function plantModel(
  deployment: BenchDeployment,
  url: string,
): Promise<{ token: string; cookie: string; workspaceId: string; model: string }> {
  const { organizationId, workspaceId, token: session } = await plantSession(deployment);
  const { system } = deployment.app.database;
  const at = deployment.app.clock.now();
  const [found] = (
    await system.query<{ user_id: string }>("select user_id from memberships where organization_id = $1", [
      organizationId,
    ])
  ).rows;
  await system.query("update organizations set ai_enabled = true where organization_id = $1", [organizationId]);
  await system.query("update workspaces set ai_enabled = true where id = $1", [workspaceId]);
  const key = await deployment.app.keys.of({ kind: "organization", id: organizationId }, "credential");
  const id = newId("mds", at);
  const sealed = seal(modelServers, key, { organization_id: organizationId, id, name: "Mock", url, key: null });
  await system.query(
    "insert into model_servers (organization_id, id, name, url, state, models, checked_at, created_at) values ($1, $2, $3, $4, 'working', '{mock}', $5, $5)",
    [organizationId, id, sealed.name, sealed.url, at],
  );
  await inScope(deployment.app.database, proveScope({ organizationId }), async (db) => {
    const step = { db, at, newId: (prefix: string) => newId(prefix, at) };
    await openLedgers(step);
    const grant = { ledger: "real", source: "operator", amount: plenty, priority: 50, expiresAt: null } as const;
    await grantCredits(step, { ...grant, operationKey: "bench" });
  });
  const token = newSecret("avow_");
  await system.query(
    "insert into api_keys (organization_id, id, name, token_hash, hint, scopes, workspace_id, created_by, created_at, expires_at, last_used_at) values ($1, $2, $3, $4, 'avow_', '{generations.write}', $5, $6, $7, $8, $7)",
    [
      organizationId,
      newId("key", at),
      Buffer.alloc(1),
      hashToken(token),
      workspaceId,
      found!.user_id,
      at,
      new Date(at.getTime() + 86_400_000),
    ],
  );
  return { token, cookie: `avow-session=${session}`, workspaceId, model: `${id}/mock` };
}
