import { ddl, patch, sql } from "./break-by.ts";
import type { Sabotage } from "./sabotage.ts";

/** What the policy says, and how it changes. */
export const sabotagesOfPolicies: readonly Sabotage[] = [
  patch(["legal.basis", "a purpose has no legal basis"], "promises/purposes.json", '"models": {', '"model": {'),
  patch(
    ["policy.dates", "a policy does not say when it was published"],
    "modules/policy-versions/document/write-document.ts",
    "Published ${day(publishedAt)}, in",
    "In",
  ),
  patch(
    ["policy.operator", "a placeholder counts as filled in"],
    "modules/policy-versions/operator-profile.ts",
    'value.trim() === "" || placeholder.test(value.trim())',
    'value.trim() === ""',
  ),
  patch(
    ["change.notice", "a new recipient does not count as a weakening"],
    "modules/policy-versions/compare-snapshots.ts",
    'direction: now ? "weaker" : "tighter"',
    'direction: now ? "tighter" : "weaker"',
  ),
  sql(
    ["change.notice", "a weaker value holds before the page that says so"],
    `insert into policy_versions (organization_id, id, version, hash, document, snapshot, is_material, published_at, effective_at)
     select organization_id, 'pvr_00000000000000000000000000', 1, '', '\\x00', '{"values": {"retention.log_days": 30}, "processors": {}, "purposes": [], "bases": {}, "promises": [], "wording": "", "operator": ""}',
       false, created_at - interval '2 days', created_at - interval '2 days' from organizations limit 1;
     insert into deployment_policy_settings (id, parameter, setting, version, effective_at, created_at)
     select 'pst_00000000000000000000000000', 'retention.log_days', '{"value": 60}', 1, created_at - interval '1 day', created_at - interval '1 day' from organizations limit 1`,
  ),
  sql(
    ["change.notice", "the service is taken over a week after people were told"],
    `insert into takeovers (id, notice, announced_at, effective_at)
     select 'tko_00000000000000000000000000', '{}', created_at, created_at + interval '7 days' from users limit 1`,
  ),
  sql(
    ["change.notice", "nobody is told that the service is taken over"],
    `update users set email_verified_at = email_verified_at - interval '2 days';
     insert into takeovers (id, notice, announced_at, effective_at)
     select 'tko_00000000000000000000000000', '{}', created_at - interval '1 day', created_at + interval '60 days' from users limit 1`,
  ),
  ddl(
    ["change.history", "requests may change what was published"],
    "grant update, delete on policy_versions to avow_app",
  ),
  sql(
    ["change.accept", "going on under a new version is not recorded"],
    `insert into policy_versions (organization_id, id, version, hash, document, snapshot, is_material, published_at, effective_at)
     select organization_id, 'pvr_00000000000000000000000000', 1, '', '\\x00', '{}', false, created_at - interval '3 days', created_at - interval '3 days' from organizations;
     update sessions set last_seen_at = last_seen_at - interval '1 day'`,
  ),
  patch(["change.accept", "nobody can decline"], "modules/policy-versions/module.ts", "    answerPolicyVersion,\n", ""),
];
