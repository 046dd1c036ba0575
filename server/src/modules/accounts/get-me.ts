import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { listOwnOrganizations, ownOrganization } from "../organizations/public.ts";
import { describeProfile, profileOutput } from "./describe-profile.ts";

export const getMe = endpoint({
  method: "GET",
  path: "/me",
  summary: "Who you are, and where you belong.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({
    user: profileOutput,
    operator: z.boolean().describe("Whether you run this deployment."),
    organizations: z.array(ownOrganization),
    version: z.int().describe("Of `user`, for `If-Match`."),
  }),
  versioned: true,
  async run(ctx) {
    const [user, organizations] = await Promise.all([describeProfile(ctx), listOwnOrganizations(ctx)]);
    const operator = ctx.principal.kind === "user" && ctx.principal.isOperator;
    return { user, operator, organizations, version: user.version };
  },
});
