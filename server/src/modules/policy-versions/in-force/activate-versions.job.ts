import * as z from "zod";
import { dayMs, later, minuteMs } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import { event } from "../../../framework/events.ts";
import { job } from "../../../framework/jobs/jobs.ts";
import { acrossTenants, proveScope } from "../../../framework/database/tenant.ts";
import { lockVersions } from "../publish-draft.ts";

export const policyActivated = event(
  "policy.activated",
  "A published version of an organization's privacy policy is in force from now on.",
  z.object({ organization_id: z.string(), policy_version_id: z.string(), version: z.int() }),
  { isPublic: true, about: "policy_version_id" },
);

/** The event itself is what says that it was told; it is kept for longer than this, as a policy keeps logs for 30 days at least. */
const lookedBackMs = 25 * dayMs;

/** Versions in force of which nobody was told. One that a later version overtook before its day was never in force. */
const untold = `
  select v.organization_id, v.id, v.version from (
    select distinct on (organization_id) organization_id, id, version, effective_at from policy_versions
    where effective_at <= $1 and ($3::text is null or organization_id = $3) order by organization_id, version desc) v
  where v.effective_at > $2 and not exists (select from events e
    where e.organization_id = v.organization_id and e.about = v.id and e.type = '${policyActivated.type}')
  order by v.organization_id limit 500`;

type Untold = { organization_id: string; id: string; version: number };

/** Tells of each version once, within a minute of its taking effect. */
export const activateVersions = job({
  name: "policy_versions.activate",
  data: z.object({}),
  purpose: "account",
  long: true,
  perTenantMax: 1,
  everyMs: minuteMs,
  async run({ database, clock, inScope, signal }) {
    const at = clock.now();
    const times = [at, later(at, -lookedBackMs)];
    const found = await acrossTenants(database, "find versions of policies that took effect", (db) =>
      db.query<Untold>(untold, [...times, null]),
    );
    for (const { organization_id: organizationId } of found) {
      signal.throwIfAborted();
      await inScope((step) => tell(step, organizationId, times), proveScope({ organizationId }));
    }
  },
});

async function tell(step: Work, organizationId: string, times: readonly Date[]): Promise<void> {
  await lockVersions(step, organizationId);
  const [still] = await step.db.query<Untold>(untold, [...times, organizationId]);
  if (!still) return;
  const { organization_id, id, version } = still;
  await step.emit(policyActivated, { organization_id, policy_version_id: id, version });
}
