import type { App, Caller } from "../app.ts";
import type { AnyEndpoint } from "../endpoint.ts";
import type { Incoming } from "./handle-request.ts";
import { inScope } from "../database/tenant.ts";

/** The operator is about to look into an organization, by what it granted. */
export type SupportLook = { grantId: string; organizationId: string };
export type TellSupportUsed = (look: SupportLook) => Promise<void>;

/** Where a decision obliges to it, the audit log says who is about to read what, before anything is read. */
export async function recordRead(
  app: Pick<App, "database" | "recordAudit" | "clock" | "tellSupportUsed">,
  obligations: ReadonlySet<string>,
  e: AnyEndpoint,
  caller: Caller,
  incoming: Incoming,
): Promise<void> {
  if (!obligations.has("audit")) return;
  await recordAsRead(app, { action: "support.read", target: e.path }, caller, incoming);
  const { scope, support } = caller;
  if (support && scope.organizationId)
    await app.tellSupportUsed({ grantId: support.id, organizationId: scope.organizationId });
}

/** An entry about what is about to be read, in a transaction of its own. */
export async function recordAsRead(
  app: Pick<App, "database" | "recordAudit" | "clock">,
  what: { action: string; target: string },
  { principal, scope }: Caller,
  { credentials, requestId }: Incoming,
): Promise<void> {
  const entry = { ...what, principal, client: credentials.client, requestId };
  await inScope(app.database, { ...scope, principal: principal.id }, (db) =>
    app.recordAudit(db, { ...entry, at: app.clock.now() }),
  );
}
