import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/tenant.ts";
import { policiesPort } from "../../../egress/public.ts";
import { compareSnapshots } from "../compare-snapshots.ts";
import type { PolicySnapshot } from "../tables.ts";

const before: PolicySnapshot = {
  values: { "retention.log_days": 30 },
  processors: { a: { country: "DE", purposes: ["ai"] } },
  purposes: ["account"],
};

export const announceChanges = promise("change.notice", {
  enforcedBy: [
    "modules/policy-versions/compare-snapshots.ts#compareSnapshots",
    "modules/policy-versions/draft-version.ts#draftVersion",
    "egress/policy/plan-changes.ts#planChanges",
  ],
  tests: [
    "server/src/modules/policy-versions/policy-versions.test.ts",
    "server/src/modules/policies/update-policy.test.ts",
  ],
  everyMinutes: 30,
  async probe(look) {
    const days = (await look.port(policiesPort).read({})).number("notice.days");
    const is = (change: Partial<PolicySnapshot>) =>
      compareSnapshots(before, { ...before, ...change }).some(({ direction }) => direction === "weaker");
    const weakenings = [
      is({ values: { "retention.log_days": 60 } }),
      is({ processors: { ...before.processors, b: { country: "US", purposes: ["ai"] } } }),
      is({ processors: { a: { country: "US", purposes: ["ai"] } } }),
      is({ purposes: ["account", "marketing"] }),
    ];
    const [row] = await acrossTenants(look.database, "look whether weakenings were announced", (db) =>
      db.query<{ all: number; early: number }>(
        `select count(*)::int as all, (count(*) filter (where is_material and effective_at > published_at
           and effective_at < published_at + interval '30 days'))::int as early from policy_versions`,
      ),
    );
    return judge(
      { notice_days: days, versions: row!.all, weakenings_seen: weakenings.filter(Boolean).length },
      [weakenings.every(Boolean), "A change that weakens the policy does not count as one."],
      [!is({ values: { "retention.log_days": 30 } }), "A change that weakens nothing counts as one."],
      [days >= 30 && row!.early === 0, "A change took effect before its notice was over."],
    );
  },
});
