import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { deliver } from "../../server/src/egress/public.ts";
import { newId } from "../../server/src/framework/ids.ts";
import { inScope, proveScope, type Scope } from "../../server/src/framework/database/tenant.ts";
import { makeWork } from "../../server/src/framework/work.ts";
import { organizations } from "../../server/src/modules/organizations/tables.ts";
import { webhookEndpoints } from "../../server/src/modules/webhooks/tables.ts";
import { workspaces } from "../../server/src/modules/workspaces/tables.ts";
import type { BenchDeployment } from "./deployment.ts";

/** Takes every webhook, and notes when it came. */
export async function openReceiver() {
  const seen = new Map<string, number>();
  const server = createServer((asked, answer) => {
    seen.set(String(asked.headers["webhook-id"]), performance.now());
    asked.resume().on("end", () => answer.writeHead(204).end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { seen, url: `http://127.0.0.1:${port}/`, close: () => server.close().closeAllConnections() };
}

/** A workspace with an endpoint. */
export type Place = { scope: Scope; target: string };
const actor = { kind: "system", id: "benchmark" } as const;

export async function openPlace({ app }: BenchDeployment, url: string): Promise<Place> {
  const at = app.clock.now();
  const [organizationId, workspaceId, target] = [newId("org", at), newId("wsp", at), newId("whe", at)];
  const scope = proveScope({ organizationId, workspaceId });
  const of = { organization_id: organizationId, workspace_id: workspaceId };
  const made = { created_at: at, created_by: null, version: 1 };
  await inScope(app.database, scope, async (db) => {
    const subject = { kind: "organization", id: organizationId } as const;
    await app.keys.create(db, subject);
    const work = makeWork(app, { db, principal: actor, purpose: "webhooks", log: app.log });
    const [account, credential] = [await work.keys.of(subject, "account"), await work.keys.of(subject, "credential")];
    const { created_by: _, ...founded } = made;
    const organization = { organization_id: organizationId, name: "Bench", ai_enabled: false, ...founded };
    await db
      .of(organizations)
      .insertInto("organizations")
      .values(work.seal(organizations, account, organization))
      .execute();
    const workspace = { organization_id: organizationId, id: workspaceId, name: "Bench", ai_enabled: false, ...made };
    await db
      .of(workspaces)
      .insertInto("workspaces")
      .values(work.seal(workspaces, account, workspace))
      .execute();
    const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
    const said = {
      url,
      secret,
      events: ["*"],
      payload: "thin",
      ordered: false,
      state: "enabled",
      last_sequence: 0,
    } as const;
    const row = work.seal(webhookEndpoints, credential, { ...of, id: target, ...said, events: ["*"], ...made });
    await db.of(webhookEndpoints).insertInto("webhook_endpoints").values(row).execute();
  });
  return { scope, target };
}

export const messageOf = (id: string) => ({
  type: "contact.created",
  timestamp: "2026-01-01T00:00:00.000Z",
  data: { contact_id: id },
});

/** Asks for one webhook, in a transaction of its own. */
export async function askForWebhook(
  { app }: BenchDeployment,
  { scope, target }: Place,
  committed: Map<string, number>,
): Promise<void> {
  const id = `evt_${randomUUID()}`;
  await inScope(app.database, scope, async (db) => {
    const work = makeWork(app, { db, principal: actor, purpose: "deliveries", log: app.log });
    await deliver(work, { kind: "webhook", operationKey: id, target, payload: { id, message: messageOf(id) } });
  });
  committed.set(id, performance.now());
}

type Measured = { receiver: { seen: ReadonlyMap<string, number> }; count: number };

/** How long each of these takes from its commit to the receiver, one after the other. */
export async function measureDelays(
  deployment: BenchDeployment,
  place: Place,
  { receiver: { seen }, count }: Measured,
): Promise<number[]> {
  const delays: number[] = [];
  for (let n = 0; n < count; n++) {
    const committed = new Map<string, number>();
    await askForWebhook(deployment, place, committed);
    const [[id, at] = ["", 0]] = [...committed];
    while (!seen.has(id)) await new Promise((resolve) => setTimeout(resolve, 2));
    delays.push(seen.get(id)! - at);
  }
  return delays;
}
