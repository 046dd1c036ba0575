import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { lookup } from "../../framework/database/tenant.ts";
import {
  describeOrganization,
  organizationColumns,
  organizationOutput,
  type StoredOrganization,
} from "./describe-organization.ts";

const organizationPage = lookup<[string | null, number], StoredOrganization>(
  "organizations_of_deployment",
  `select ${organizationColumns} from organizations o
   where $1::text is null or o.organization_id < $1 order by o.organization_id desc limit $2`,
);

export const listOrganizations = endpoint({
  method: "GET",
  path: "/operator/organizations",
  summary: "The organizations of this deployment, newest first.",
  description: "Their names and sizes. What is inside them is not the operator's to see.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(organizationOutput),
  async run(ctx, { limit, cursor }) {
    const rows = await ctx.lookup(organizationPage, readCursor(cursor) ?? null, limit + 1);
    const page = toPage(rows, limit, (row) => row.organization_id);
    return { ...page, data: await describeOrganization(ctx, page.data) };
  },
});
