import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { describeVersion, versionOutput } from "./describe-version.ts";
import { chooseVersions, findVersions } from "./find-versions.ts";

export const listPolicyVersions = endpoint({
  method: "GET",
  path: "/policy-versions",
  summary: "Every version of the privacy policy, the one in force, and what you said to it.",
  scope: "organization",
  permission: "policy.read",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({
    versions: z.array(versionOutput),
    current: z.int().nullable(),
    coming: z.int().nullable().describe("Announced, and not yet in effect."),
    answered: z.int().nullable().describe("The newest version that you accepted or declined, or went on under."),
    answer: z.enum(["accepted", "declined", "continued"]).nullable(),
  }),
  async run(ctx) {
    const versions = await findVersions(ctx, ctx.scope.organizationId);
    const { current, coming } = chooseVersions(versions, ctx.at);
    const [said] = await ctx.db.query<{ version: number; answer: "accepted" | "declined" | "continued" }>(
      "select version, answer from policy_acceptances where organization_id = $1 and user_id = $2 order by version desc limit 1",
      [ctx.scope.organizationId, ctx.scope.userId ?? ""],
    );
    return {
      versions: versions.map((row) => describeVersion(row, ctx.deployment.origin)),
      current: current?.version ?? null,
      coming: coming?.version ?? null,
      answered: said?.version ?? null,
      answer: said?.answer ?? null,
    };
  },
});
