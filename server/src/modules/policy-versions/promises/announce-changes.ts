import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { policiesPort } from "../../../egress/public.ts";
import { compareSnapshots } from "../compare-snapshots.ts";
import type { PolicySnapshot } from "../tables.ts";
import { findEarly } from "./find-early.ts";
import { findUntold } from "./find-untold.ts";

const before: PolicySnapshot = {
  values: { "retention.log_days": 30 },
  processors: { a: { country: "DE", purposes: ["ai"], data_categories: ["prompts"], retention_days: 7 } },
  purposes: ["account"],
  bases: { account: "contract" },
  promises: ["change.notice"],
  wording: "",
  operator: "",
};

export const announceChanges = promise("change.notice", {
  enforcedBy: [
    "modules/policy-versions/compare-snapshots.ts#compareSnapshots",
    "modules/policy-versions/draft-version.ts#draftVersion",
    "modules/policy-versions/publish-draft.ts#holdBack",
    "modules/policy-versions/follow-policy.job.ts#followPolicy",
    "egress/policy/plan-changes.ts#planChanges",
    "modules/takeovers/announce-takeover.ts#announceTakeover",
    "modules/takeovers/tell-of-takeovers.job.ts#tellOfTakeovers",
  ],
  tests: [
    "server/src/modules/policy-versions/policy-versions.test.ts",
    "server/src/modules/policies/update-policy.test.ts",
    "server/src/modules/takeovers/takeovers.test.ts",
  ],
  everyMinutes: 30,
  async probe(look) {
    const days = (await look.port(policiesPort).read({})).number("notice.days");
    const is = (change: Partial<PolicySnapshot>) =>
      compareSnapshots(before, { ...before, ...change }).some(({ direction }) => direction === "weaker");
    const weakenings = [
      is({ values: { "retention.log_days": 60 } }),
      is({ processors: { ...before.processors, b: before.processors["a"]! } }),
      is({ processors: { a: { ...before.processors["a"]!, country: "US" } } }),
      is({ processors: { a: { ...before.processors["a"]!, retention_days: 8 } } }),
      is({ purposes: ["account", "marketing"] }),
      is({ bases: { account: "legitimate_interest" } }),
      is({ promises: [] }),
    ];
    const [row] = await acrossTenants(look.database, "look whether weakenings were announced", (db) =>
      db.query<{ all: number; early: number }>(
        `select count(*)::int as all, (count(*) filter (where is_material and effective_at > published_at
           and effective_at < published_at + interval '30 days'))::int as early from policy_versions`,
      ),
    );
    const [early, takeovers] = [await findEarly(look), await findUntold(look)];
    return judge(
      {
        notice_days: days,
        versions: row!.all,
        weakenings_seen: weakenings.filter(Boolean).length,
        takeovers: takeovers.announced,
      },
      [weakenings.every(Boolean), "A change that weakens the policy does not count as one."],
      [!is({ values: { "retention.log_days": 30 } }), "A change that weakens nothing counts as one."],
      [early.length === 0, `${early[0] ?? ""} is weaker already than the published policy says.`],
      [takeovers.wrong === undefined, takeovers.wrong ?? ""],
      [days >= 30 && row!.early === 0, "A change took effect before its notice was over."],
    );
  },
});
