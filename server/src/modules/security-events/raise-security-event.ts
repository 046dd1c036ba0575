import type { Client, Context, Work } from "../../framework/context.ts";
import { enqueue } from "../../framework/jobs/jobs.ts";
import { acrossTenants, type Db, inScope, proveScope } from "../../framework/database/tenant.ts";
import { announceSecurityEvent } from "./announce-security-event.job.ts";
import type { SecurityEventKind, Severity } from "./security-event-kinds.ts";
import { storeSecurityEvent } from "./store-security-event.ts";
import type { Facts } from "./tables.ts";

export type RaisedSecurityEvent = {
  kind: SecurityEventKind;
  severity: Severity;
  /** Whom it is about. They are told; without an organization, so are the admins of theirs where the kind says so. */
  userId?: string;
  /** Whose admins and auditors are told. Without it and without a user, the operator is. */
  organizationId?: string;
  facts: Facts;
  /** Stays even where the request that raises it is refused: written at once, in a transaction of its own. */
  evenIfRefused?: true;
};

/**
 * Records that something may be an attack, and has those told whom it concerns. Commits with the work it is raised in,
 * where that is the user's or organization's own; otherwise at once.
 * @returns the event's id, or nothing where there is nobody to tell
 */
export async function raiseSecurityEvent(
  ctx: Work & Partial<Pick<Context, "client">>,
  { evenIfRefused, ...raised }: RaisedSecurityEvent,
): Promise<string | undefined> {
  const whose = { userId: raised.userId, organizationId: raised.organizationId };
  if (!whose.userId && !whose.organizationId) return tellOperator(ctx, raised);
  const write = (db: Db) => writeEvent(ctx, db, { ...raised, client: ctx.client });
  const { scope } = ctx.db;
  const isOwn =
    scope.userId === (whose.userId ?? scope.userId) &&
    scope.organizationId === (whose.organizationId ?? scope.organizationId);
  return isOwn && !evenIfRefused ? write(ctx.db) : inScope(ctx.database, proveScope(present(whose)), write);
}

const present = (ids: { userId: string | undefined; organizationId: string | undefined }) => ({
  userId: ids.userId ?? null,
  organizationId: ids.organizationId ?? null,
});

type Written = Omit<RaisedSecurityEvent, "evenIfRefused"> & { client: Client | undefined };

async function writeEvent(
  ctx: Work,
  db: Db,
  { userId, organizationId, ...event }: Written,
): Promise<string | undefined> {
  const audience = organizationId ? "organization" : "user";
  const whose = { audience, user_id: userId ?? null, organization_id: organizationId ?? null } as const;
  const id = await storeSecurityEvent(ctx, db, { ...event, ...whose, source_id: null });
  if (id) await enqueue(db, announceSecurityEvent, { security_event_id: id }, ctx.at);
  return id;
}

/** What is about nobody's account is the operator's to know: sealed for them, as for any other person. */
async function tellOperator(ctx: Work & Partial<Pick<Context, "client">>, event: Omit<Written, "client">) {
  const [operator] = await acrossTenants(ctx.database, "tell the operator of an attack", (db) =>
    db.query<{ id: string }>("select id from users where is_operator"),
  );
  if (!operator) {
    ctx.log.warn({ kind: event.kind }, "a security event has no operator to be told");
    return undefined;
  }
  const whose = { audience: "operator", user_id: operator.id, organization_id: null, source_id: null } as const;
  return inScope(ctx.database, proveScope({ userId: operator.id }), async (db) => {
    const id = await storeSecurityEvent(ctx, db, { ...event, ...whose, client: ctx.client });
    if (id) await enqueue(db, announceSecurityEvent, { security_event_id: id }, ctx.at);
    return id;
  });
}
