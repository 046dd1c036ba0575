import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { event } from "../../framework/events.ts";
import { organizationNamePort } from "../members/public.ts";
import { describeVersion, versionOutput } from "./describe-version.ts";
import { draftVersion } from "./draft-version.ts";
import { policyVersionErrors } from "./errors.ts";
import { policyVersions } from "./tables.ts";

export const policyPublished = event(
  "policy.published",
  "An organization published a version of its privacy policy.",
  z.object({ organization_id: z.string(), version: z.int(), is_material: z.boolean(), effective_at: z.iso.datetime() }),
);

export const publishPolicyVersion = endpoint({
  method: "POST",
  path: "/policy-versions",
  summary: "Publish the privacy policy as it is now.",
  description:
    "Where it weakens anything, it takes effect after the notice period, and every member is told at once. Earlier versions stay at their addresses.",
  scope: "organization",
  permission: "policy.write",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({}),
  output: versionOutput,
  status: 201,
  refusals: [policyVersionErrors.operator_blank, policyVersionErrors.unchanged],
  audit: { action: "policy.published", target: ({ hash }) => hash },
  async run(ctx) {
    const { organizationId: organization_id } = ctx.scope;
    await ctx.db.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`policy version|${organization_id}`]);
    const draft = await draftVersion(ctx, await ctx.port(organizationNamePort)(ctx));
    if (draft.blanks.length > 0) throw policyVersionErrors.operator_blank({ fields: draft.blanks.join(", ") });
    if (draft.version > 1 && draft.changes.length === 0) throw policyVersionErrors.unchanged();
    const key = await ctx.keys.of({ kind: "organization", id: organization_id }, "account");
    const { version, hash, document, snapshot, isMaterial } = draft;
    const times = { published_at: draft.publishedAt, effective_at: draft.effectiveAt };
    const facts = { id: ctx.newId("pvr"), version, hash, snapshot, is_material: isMaterial, ...times };
    const row = ctx.seal(policyVersions, key, {
      organization_id,
      ...facts,
      document,
      published_by: ctx.scope.userId ?? null,
    });
    await ctx.db.of(policyVersions).insertInto("policy_versions").values(row).execute();
    const effective_at = draft.effectiveAt.toISOString();
    await ctx.emit(policyPublished, { organization_id, version, is_material: isMaterial, effective_at });
    return describeVersion({ organization_id, ...facts }, ctx.deployment.origin);
  },
});
