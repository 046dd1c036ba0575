import type { Clock } from "../../framework/clock.ts";
import { port } from "../../framework/ports.ts";
import type { Signals } from "../../framework/database/signals.ts";
import { beforeTenant, type Database, lookup } from "../../framework/database/tenant.ts";
import type { PolicyLevel } from "../../privacy/public.ts";
import { type Policy, type PolicySays, resolvePolicy } from "./resolve-policy.ts";
import type { PolicySetting } from "./tables.ts";

/** Says that a policy changed, with an organization's id or, where everyone is meant, nothing. */
export const policyChannel = "avow_policy";

/** A change is obeyed within a second, also where no notification arrives. */
const freshMs = 500;
const rememberedMax = 5000;

export type PolicyScope = { organizationId?: string | undefined; workspaceId?: string | undefined };

export type Policies = {
  /** The policy in force; at most half a second old. */
  read(scope: PolicyScope): Promise<Policy>;
  /** What each level says by itself, read now. `at`: what is in effect then; without, announced settings as well. */
  readLevels(scope: PolicyScope, at?: Date): Promise<PolicySays[]>;
};

export const policiesPort = port<Policies>("policies");

type Row = { level: PolicyLevel; parameter: string; setting: PolicySetting };

const inEffect = "withdrawn_at is null and effective_at <= $3 order by parameter, effective_at desc, version desc";
const policyInForce = lookup<[string | undefined, string | undefined, Date], Row>(
  "policy_in_force",
  `(select distinct on (parameter) 'deployment' as level, parameter, setting
      from deployment_policy_settings where ${inEffect})
   union all
   (select distinct on (parameter) 'organization', parameter, setting
      from policy_settings where organization_id = $1 and workspace_id is null and ${inEffect})
   union all
   (select distinct on (parameter) 'workspace', parameter, setting
      from policy_settings where organization_id = $1 and workspace_id = $2 and ${inEffect})`,
);

/** Until then lies everything that was announced. */
const endOfTime = new Date("9999-01-01T00:00:00Z");

/** The policies of one process: remembered for a moment, forgotten as soon as one is heard to change. */
export function openPolicies(around: { database: Database; signals: Signals; clock: Clock }): Policies {
  const remembered = new Map<string, { policy: Promise<Policy>; readAt: number }>();
  around.signals.subscribe(policyChannel, (organizationId) => forget(remembered, organizationId));

  const readLevels: Policies["readLevels"] = async ({ organizationId, workspaceId }, at = endOfTime) => {
    const rows = await beforeTenant(around.database, policyInForce, organizationId, workspaceId, at);
    const says = (level: PolicyLevel): PolicySays => ({
      level,
      settings: new Map(rows.filter((row) => row.level === level).map((row) => [row.parameter, row.setting])),
    });
    return [
      says("deployment"),
      ...(organizationId ? [says("organization")] : []),
      ...(workspaceId ? [says("workspace")] : []),
    ];
  };
  const read: Policies["read"] = (scope) => {
    const key = `${scope.organizationId ?? ""}|${scope.workspaceId ?? ""}`;
    const known = remembered.get(key);
    if (known && performance.now() - known.readAt < freshMs) return known.policy;
    if (remembered.size >= rememberedMax) remembered.clear();
    const policy = readLevels(scope, around.clock.now()).then(resolvePolicy);
    remembered.set(key, { policy, readAt: performance.now() });
    policy.catch(() => remembered.delete(key)); // whoever asked is told; the next one asks again
    return policy;
  };
  return { read, readLevels };
}

function forget(remembered: Map<string, unknown>, organizationId: string): void {
  if (!organizationId) return remembered.clear();
  for (const key of remembered.keys()) if (key.startsWith(`${organizationId}|`)) remembered.delete(key);
}
