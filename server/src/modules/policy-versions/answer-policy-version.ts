import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { policyVersionErrors } from "./errors.ts";
import { findVersions } from "./find-versions.ts";
import { policyAcceptances } from "./tables.ts";

export const answerPolicyVersion = endpoint({
  method: "POST",
  path: "/policy-versions/answer",
  summary: "Say that you go on under a version of the policy, or that you don't.",
  description: "Whoever declines can still export and erase everything that is theirs.",
  scope: "organization",
  permission: "policy.read",
  purpose: "account",
  input: z.strictObject({ version: z.int().min(1), answer: z.enum(["accepted", "declined"]) }),
  output: nothing,
  status: 204,
  refusals: [policyVersionErrors.version_missing],
  audit: { action: "policy.answered", target: (_output, { version }) => String(version) },
  async run(ctx, { version, answer }) {
    const { organizationId: organization_id, userId: user_id } = ctx.scope;
    const found = (await findVersions(ctx, organization_id)).find((one) => one.version === version);
    if (!found || !user_id) throw policyVersionErrors.version_missing();
    const said = { answer, hash: found.hash, said_at: ctx.at };
    await ctx.db
      .of(policyAcceptances)
      .insertInto("policy_acceptances")
      .values({ id: ctx.newId("pac"), organization_id, user_id, version, ...said })
      .onConflict((on) => on.columns(["organization_id", "user_id", "version"]).doUpdateSet(said))
      .execute();
    return {};
  },
});
