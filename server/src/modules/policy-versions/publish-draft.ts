import type { Work } from "../../framework/context.ts";
import { event } from "../../framework/events.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import * as z from "zod";
import { isWeaker } from "./compare-snapshots.ts";
import type { Draft } from "./draft-version.ts";
import { policyVersions } from "./tables.ts";

export const policyPublished = event(
  "policy.published",
  "An organization published a version of its privacy policy.",
  z.object({ organization_id: z.string(), version: z.int(), is_material: z.boolean(), effective_at: z.iso.datetime() }),
  { isPublic: true },
);

/** Two who publish at once make two versions, one after the other. */
export const lockVersions = (ctx: Work, organizationId: string): Promise<unknown> =>
  ctx.db.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`policy version|${organizationId}`]);

/** Writes a version down and tells of it; what it weakens waits until it is in effect. */
export async function publishDraft(ctx: Work, organization_id: string, draft: Draft) {
  await holdBack(ctx, organization_id, draft);
  const key = await ctx.keys.of({ kind: "organization", id: organization_id }, "account");
  const { version, hash, document, snapshot, isMaterial } = draft;
  const times = { published_at: draft.publishedAt, effective_at: draft.effectiveAt };
  const facts = { id: ctx.newId("pvr"), version, hash, snapshot, is_material: isMaterial, ...times };
  const published_by = ctx.scope.userId ?? null;
  const row = ctx.seal(policyVersions, key, { organization_id, ...facts, document, published_by });
  await ctx.db.of(policyVersions).insertInto("policy_versions").values(row).execute();
  const effective_at = draft.effectiveAt.toISOString();
  await ctx.emit(policyPublished, { organization_id, version, is_material: isMaterial, effective_at });
  return { organization_id, ...facts };
}

/** What was announced takes effect with the version that tells of it, and no earlier. */
export async function holdBack(
  ctx: Work,
  organizationId: string,
  { changes, effectiveAt }: Pick<Draft, "changes" | "effectiveAt">,
): Promise<void> {
  const weaker = changes.filter(isWeaker).map(({ name }) => name);
  if (weaker.length === 0) return;
  const ahead = "effective_at > $2 and effective_at < $3";
  const pending = `parameter = any($1) and withdrawn_at is null and ${ahead}`;
  await ctx.db.query(
    `update policy_settings set effective_at = $3 where organization_id = $4 and workspace_id is null and ${pending}`,
    [weaker, ctx.at, effectiveAt, organizationId],
  );
  await acrossTenants(ctx.database, "hold back what a policy has yet to tell of", async (db) => {
    const values = [weaker, ctx.at, effectiveAt];
    await db.query(`update deployment_policy_settings set effective_at = $3 where ${pending}`, values);
    await db.query(
      `update processors set effective_at = $3, version = version + 1 where name = any($1) and ${ahead}`,
      values,
    );
  });
}
