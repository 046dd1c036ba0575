import { later, minuteMs } from "../../../framework/clock.ts";
import type { Look } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { policiesPort, registerPort, resolvePolicy } from "../../../egress/public.ts";
import { compareSnapshots, isWeaker } from "../compare-snapshots.ts";
import { readProfile } from "../read-profile.ts";
import type { PolicySnapshot } from "../tables.ts";
import { takeSnapshot } from "../take-snapshot.ts";

/** A page is written within a minute of what it says. */
const slackMs = 5 * minuteMs;
const mostOrganizations = 200;

/** What holds already, and is weaker than the page in force says: names of parameters and processors. */
export async function findEarly(look: Look): Promise<string[]> {
  const at = later(look.at, -slackMs);
  const inForce = await acrossTenants(look.database, "look whether code follows the page in force", (db) =>
    db.query<{ organization_id: string; snapshot: PolicySnapshot }>(
      `select distinct on (organization_id) organization_id, snapshot from policy_versions
       where effective_at <= $1 order by organization_id, version desc limit $2`,
      [look.at, mostOrganizations],
    ),
  );
  const register = [...(await look.port(registerPort).read()).values()];
  const processors = register.filter(({ effectiveAt }) => effectiveAt && effectiveAt <= at);
  const { profile } = await readProfile(look);
  const found: string[] = [];
  for (const { organization_id: organizationId, snapshot } of inForce) {
    const policy = resolvePolicy(await look.port(policiesPort).readLevels({ organizationId }, at));
    const changes = compareSnapshots(snapshot, takeSnapshot(look.app, { policy, processors, profile }));
    found.push(...changes.filter((one) => isWeaker(one) && isOfNow.has(one.what)).map(({ name }) => name));
  }
  return found;
}

const isOfNow = new Set(["parameter", "processor", "country"]);
