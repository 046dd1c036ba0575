import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { describeOrganization, organizationOutput } from "./describe-organization.ts";
import { loadOrganization } from "./load-organization.ts";

export const getOrganization = endpoint({
  method: "GET",
  path: "/organization",
  summary: "Read the organization.",
  scope: "organization",
  permission: "organization.read",
  purpose: "account",
  input: z.strictObject({}),
  output: organizationOutput,
  versioned: true,
  load: (ctx) => loadOrganization(ctx),
  async run(ctx, _, { resource }) {
    const key = await ctx.keys.of({ kind: "organization", id: ctx.scope.organizationId }, "account");
    return describeOrganization(ctx, key, resource);
  },
});
