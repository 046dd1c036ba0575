import { policiesPort } from "../../egress/public.ts";
import { hourMs, later } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { durationBy, shift } from "../../privacy/public.ts";

/** Erasing takes seconds; it begins this much before it has to be done. */
const leadMs = hourMs;

const organizationsOf = lookup<[string], { organization_id: string }>(
  "organizations_of_reported",
  "select organization_id from memberships where user_id = $1",
);

/**
 * Until when a reported account has to be gone, and when erasing it begins: by the policy in force now, of the
 * deployment or of whichever of the account's organizations says the fewest days.
 */
export async function reckonRemoval(work: Work, userId: string, reportedAt: Date): Promise<{ by: Date; begins: Date }> {
  const places = await work.lookup(organizationsOf, userId);
  const scopes = [{}, ...places.map(({ organization_id: organizationId }) => ({ organizationId }))];
  const policies = await Promise.all(scopes.map((scope) => work.port(policiesPort).read(scope)));
  const ends = policies.map(({ number }) => shift(reportedAt, durationBy("age.remove_days", number)).getTime());
  const by = new Date(Math.min(...ends));
  return { by, begins: new Date(Math.max(reportedAt.getTime(), later(by, -leadMs).getTime())) };
}
