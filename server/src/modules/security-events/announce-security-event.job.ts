import * as z from "zod";
import { enqueue, job, type Job, type JobContext } from "../../framework/jobs/jobs.ts";
import { inScope, proveScope } from "../../framework/database/tenant.ts";
import { type SecurityEventKind, securityEventKinds } from "./security-event-kinds.ts";
import { securityRaised } from "./security-raised.ts";
import { storeSecurityEvent } from "./store-security-event.ts";
import { securityEvents } from "./tables.ts";

const announcedId = z.object({ security_event_id: z.string() });

/** Says that a security event was raised, in the scope of those it concerns, and copies a person's to their organizations. */
export const announceSecurityEvent: Job<typeof announcedId> = job({
  name: "security_events.announce",
  data: announcedId,
  purpose: "security",
  async run(ctx, { security_event_id }) {
    const row = await findEvent(ctx, security_event_id);
    if (!row) return; // erased meanwhile
    const { audience, kind, severity, user_id, organization_id } = row;
    if (audience === "user" && severity !== "info" && securityEventKinds[kind].tellsOrganizations)
      await copyToOrganizations(ctx, row);
    await ctx.emit(securityRaised, { security_event_id, audience, kind, severity, user_id, organization_id });
  },
});

async function findEvent(ctx: JobContext, id: string) {
  const found = await ctx.db
    .of(securityEvents)
    .selectFrom("security_events")
    .select(["id", "audience", "kind", "severity", "user_id", "organization_id", "detail"])
    .where("id", "=", id)
    .executeTakeFirst();
  return found && { ...found, kind: found.kind as SecurityEventKind };
}

/** Admins see what happened to a member's account, not the address it came from. */
async function copyToOrganizations(
  ctx: JobContext,
  row: NonNullable<Awaited<ReturnType<typeof findEvent>>>,
): Promise<void> {
  const userId = row.user_id!;
  const key = (await ctx.keys.many("user", [userId], "telemetry")).get(userId);
  if (!key) return;
  const { facts } = ctx.open(securityEvents, key, row).detail;
  const { id: source_id, kind, severity } = row;
  const memberships = await ctx.db.query<{ organization_id: string }>(
    "select organization_id from memberships where user_id = $1",
    [userId],
  );
  for (const { organization_id } of memberships)
    await inScope(ctx.database, proveScope({ organizationId: organization_id }), async (db) => {
      const whose = { audience: "organization", user_id: userId, organization_id, source_id } as const;
      const id = await storeSecurityEvent(ctx, db, { kind, severity, facts, client: undefined, ...whose });
      if (id) await enqueue(db, announceSecurityEvent, { security_event_id: id }, ctx.at);
    });
}
