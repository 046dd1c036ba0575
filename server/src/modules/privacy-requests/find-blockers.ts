import type { Refusal } from "../../framework/errors.ts";
import { type Db, lookup } from "../../framework/database/tenant.ts";
import type { Subject, Work } from "../../framework/context.ts";
import { hasHolds } from "../../privacy/public.ts";
import { privacyRequestErrors } from "./errors.ts";

const soleOwnershipsSql = `select m.organization_id from memberships m where m.user_id = $1 and m.role = 'owner'
  and not exists (select 1 from memberships o
    where o.organization_id = m.organization_id and o.role = 'owner' and o.user_id <> m.user_id)
  order by m.organization_id`;

type Sole = { organization_id: string };
const soleOwnerships = lookup<[userId: string], Sole>("sole_ownerships", soleOwnershipsSql);

const holdsWithin = lookup<[organizationId: string], { held: boolean }>(
  "holds_within_organization",
  "select exists (select 1 from held_subjects where organization_id = $1) as held",
);

/** Why a subject cannot be erased as things are: someone has to answer for an organization, or a claim needs what it has. */
export async function findBlockers(ctx: Work, subject: Subject): Promise<Refusal[]> {
  if (subject.kind === "organization") {
    const [found] = await ctx.lookup(holdsWithin, subject.id);
    return found?.held ? [privacyRequestErrors.held()] : [];
  }
  if (subject.kind !== "user") return [];
  return refuseSole(await ctx.lookup(soleOwnerships, subject.id));
}

/**
 * What came back with a backup after it had been erased: no key there is opens it. Nobody answers for an organization
 * with an account like that, and no claim is served by what is left, so that nothing stands in the way of erasing it anew.
 */
const goneSql = {
  user: "select 1 from subject_keys where subject_id = $1 and destroy_at is null and not has_ended limit 1",
  organization: "select 1 from subject_keys where subject_id = $1 or organization_id = $1 limit 1",
} as const;

/** The same, looked at across tenants in the transaction that would begin. */
export async function findBlockersNow(db: Db, subject: Subject): Promise<Refusal[]> {
  if (subject.kind !== "contact" && (await db.query(goneSql[subject.kind], [subject.id])).length === 0) return [];
  if (subject.kind === "organization") return (await hasHolds(db, subject.id)) ? [privacyRequestErrors.held()] : [];
  return subject.kind === "user" ? refuseSole(await db.query<Sole>(soleOwnershipsSql, [subject.id])) : [];
}

function refuseSole(sole: readonly Sole[]): Refusal[] {
  if (sole.length === 0) return [];
  const ids = sole.map(({ organization_id }) => organization_id);
  return [privacyRequestErrors.last_owner({ organization_ids: ids.join(" ") })];
}
