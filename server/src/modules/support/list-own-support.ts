import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { describeGrant, grantOutput, type StoredGrant } from "./describe-grant.ts";

const activeGrants = lookup<[Date], StoredGrant & { organization_id: string; all_workspace_ids: string[] }>(
  "active_support_grants",
  `select g.id, g.organization_id, g.areas, g.workspace_ids, g.created_at, g.expires_at, g.revoked_at,
     array(select w.id from workspaces w where w.organization_id = g.organization_id order by w.id) as all_workspace_ids
   from support_grants g where g.revoked_at is null and g.expires_at > $1 order by g.expires_at limit 100`,
);

export const listOwnSupport = endpoint({
  method: "GET",
  path: "/operator/support-grants",
  summary: "The organizations that let you look in now, and at what.",
  description: "Ask with the organization's and workspace's headers, as a member would; every read is audited there.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({
    data: z.array(grantOutput.extend({ organization_id: z.string(), all_workspace_ids: z.array(z.string()) })),
  }),
  async run(ctx) {
    const rows = await ctx.lookup(activeGrants, ctx.at);
    return { data: rows.map((row) => ({ ...row, ...describeGrant(row, ctx.at) })) };
  },
});
