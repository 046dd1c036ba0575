import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { organizationNamePort } from "../members/public.ts";
import { describeVersion, versionOutput } from "./describe-version.ts";
import { draftVersion } from "./draft-version.ts";
import { policyVersionErrors } from "./errors.ts";
import { lockVersions, publishDraft } from "./publish-draft.ts";

export const publishPolicyVersion = endpoint({
  method: "POST",
  path: "/policy-versions",
  summary: "Publish the privacy policy as it is now.",
  description:
    "Where it weakens anything, it takes effect after the notice period, and every member is told at once. Earlier versions stay at their addresses. Once a first version is published, what changes later is published by itself within a minute.",
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
    const { organizationId } = ctx.scope;
    await lockVersions(ctx, organizationId);
    const organizationName = await ctx.port(organizationNamePort)(ctx);
    const draft = await draftVersion(ctx, { organizationId, organizationName });
    if (draft.blanks.length > 0) throw policyVersionErrors.operator_blank({ fields: draft.blanks.join(", ") });
    if (draft.version > 1 && draft.changes.length === 0) throw policyVersionErrors.unchanged();
    return describeVersion(await publishDraft(ctx, organizationId, draft), ctx.deployment.origin);
  },
});
