import * as z from "zod";
import { minuteMs } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { composedPort } from "../../framework/promise.ts";
import { acrossTenants, proveScope } from "../../framework/database/tenant.ts";
import { registerPort } from "../../egress/public.ts";
import { parameterNames } from "../../privacy/public.ts";
import { organizationNamePort } from "../members/public.ts";
import { isPublished } from "./compare-snapshots.ts";
import { draftVersion } from "./draft-version.ts";
import { holdBack, lockVersions, publishDraft } from "./publish-draft.ts";
import { snapshotProcessors, snapshotPurposes } from "./take-snapshot.ts";

/** Organizations whose newest version may no longer say what holds, or what was announced. */
const staleVersions = `
  select organization_id from (
    select distinct on (organization_id) organization_id, published_at, snapshot
    from policy_versions order by organization_id, version desc
  ) newest
  where snapshot->'processors' <> $1::jsonb or snapshot->'bases' <> $2::jsonb
    or exists (select 1 from policy_settings s where s.organization_id = newest.organization_id
      and s.workspace_id is null and s.parameter = any($3)
      and greatest(s.created_at, s.withdrawn_at) >= newest.published_at)
    or exists (select 1 from deployment_policy_settings s where s.parameter = any($3)
      and greatest(s.created_at, s.withdrawn_at) >= newest.published_at)`;

/**
 * Publishes what changed since an organization's last version. Without it a weaker value would begin to hold while the
 * page still promises the stronger one.
 */
export const followPolicy = job({
  name: "policy_versions.follow",
  data: z.object({}),
  purpose: "account",
  long: true,
  perTenantMax: 1,
  everyMs: minuteMs,
  async run(ctx) {
    const register = await ctx.port(registerPort).read();
    const processors = snapshotProcessors([...register.values()].filter(({ effectiveAt }) => effectiveAt));
    const asked = [JSON.stringify(processors), JSON.stringify(snapshotPurposes().bases)];
    const stale = await acrossTenants(ctx.database, "find policies that changed since they were published", (db) =>
      db.query<{ organization_id: string }>(staleVersions, [...asked, parameterNames.filter(isPublished)]),
    );
    for (const { organization_id: organizationId } of stale) {
      ctx.signal.throwIfAborted();
      await ctx.inScope((step) => follow(step, organizationId), proveScope({ organizationId }));
    }
  },
});

/** While nobody answers for the page, nothing that weakens it begins to hold. */
async function follow(work: Work, organizationId: string): Promise<void> {
  await lockVersions(work, organizationId);
  const organizationName = await work.port(organizationNamePort)(work);
  const draft = await draftVersion(work, { organizationId, organizationName });
  if (draft.changes.length === 0) return;
  if (draft.blanks.length > 0) return holdBack(work, organizationId, draft);
  await publishDraft(work, organizationId, draft);
  await work
    .port(composedPort)()
    .recordAudit(work.db, {
      action: "policy.published",
      target: draft.hash,
      principal: work.principal,
      client: undefined,
      requestId: draft.hash.slice(0, 16),
      at: work.at,
    });
}
