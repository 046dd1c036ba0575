import type { Work } from "../../framework/context.ts";
import type { JobContext } from "../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { auditRecorder } from "../../privacy/public.ts";
import { roleChanged, roleNames } from "../members/public.ts";
import { insertErasure } from "../privacy-requests/public.ts";

type Sole = { organization_id: string; heir: string | null; is_held: boolean };

/** Organizations that only this person owns, and who would be the next to answer for each: never who reported, if there is another. */
const soleSql = `select m.organization_id,
    exists (select 1 from held_subjects h where h.organization_id = m.organization_id) as is_held,
    (select o.user_id from memberships o join users u on u.id = o.user_id and u.suspended_at is null
     where o.organization_id = m.organization_id and o.user_id <> m.user_id
     order by exists (select 1 from minor_reports r where r.user_id = m.user_id and r.reported_by = o.user_id),
       array_position($2::text[], o.role), o.created_at, o.user_id limit 1) as heir
  from memberships m where m.user_id = $1 and m.role = 'owner' and not exists (
    select 1 from memberships x where x.organization_id = m.organization_id and x.role = 'owner' and x.user_id <> m.user_id)
  order by m.organization_id`;

/**
 * An organization must not be left without somebody who answers for it: it goes to the next of its members, and where
 * there is none it is erased with its owner.
 * @returns whether nothing stands in the way of erasing the owner any more
 */
export async function settleOrganizations(ctx: JobContext, userId: string): Promise<boolean> {
  const sole = await acrossTenants(ctx.database, "find who answers for organizations of a minor", (db) =>
    db.query<Sole>(soleSql, [userId, roleNames]),
  );
  for (const { organization_id: organizationId, heir, is_held } of sole) {
    const scope = proveScope({ organizationId });
    if (heir !== null) await ctx.inScope((step) => handOver(step, organizationId, heir), scope);
    else if (!is_held) await ctx.inScope((step) => eraseOnce(step, organizationId), scope);
  }
  return sole.every(({ heir }) => heir !== null);
}

async function handOver(work: Work, organizationId: string, heir: string): Promise<void> {
  const change =
    "update memberships set role = 'owner', version = version + 1 where organization_id = $1 and user_id = $2";
  await work.db.query(change, [organizationId, heir]);
  await work.emit(roleChanged, { organization_id: organizationId, user_id: heir, role: "owner" });
  const { principal, at } = work;
  const entry = { action: "member.role_changed", target: heir, principal, client: undefined, at };
  await auditRecorder(work.keys)(work.db, { ...entry, requestId: work.newId("req") });
}

async function eraseOnce(work: Work, organizationId: string): Promise<void> {
  const known = await work.db.query(
    "select 1 from privacy_requests where organization_id = $1 and workspace_id is null and kind = 'erase' and state in ('cooling_off', 'executing')",
    [organizationId],
  );
  if (known.length === 0) await insertErasure(work, { kind: "organization", id: organizationId }, work.at);
}
