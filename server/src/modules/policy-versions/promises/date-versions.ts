import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { headOf } from "../document/write-document.ts";
import { type PolicyVersionTimes, readNewest } from "./read-newest.ts";

export const dateVersions = promise("policy.dates", {
  enforcedBy: ["modules/policy-versions/document/write-document.ts#writeDocument"],
  tests: ["server/src/modules/policy-versions/policy-versions.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const newest: PolicyVersionTimes[] = await acrossTenants(
      look.database,
      "look at the dates of policies",
      readNewest,
    );
    const undated = newest.filter(
      ({ published_at, effective_at, version }) => version < 1 || effective_at < published_at,
    );
    const day = (at: Date) => at.toISOString().slice(0, 10);
    const head = headOf({ version: 7, publishedAt: look.at, effectiveAt: look.at });
    const isSaid = ["Version 7", `Published ${day(look.at)}`, `in effect from ${day(look.at)}`, "last changed"].every(
      (one) => head.includes(one),
    );
    return judge(
      { policies: newest.length, undated: undated.length },
      [undated.length === 0, "A policy is in effect before it was published."],
      [isSaid, "A policy does not say its version and dates."],
    );
  },
});
