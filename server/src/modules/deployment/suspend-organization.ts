import * as z from "zod";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { idPattern } from "../../framework/ids.ts";
import { organizations } from "../organizations/public.ts";
import {
  describeOrganization,
  organizationColumns,
  organizationOutput,
  type StoredOrganization,
} from "./describe-organization.ts";

const organizationId = z.string().regex(idPattern);

export const suspendOrganization = endpoint({
  method: "POST",
  path: "/operator/organizations/{organization_id}/suspend",
  summary: "Suspend an organization: its members and keys are refused from now on.",
  description: "Nothing of it is deleted. Its audit log says that it happened.",
  scope: "operator",
  permission: "operator",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({ organization_id: organizationId, reason: z.string().trim().min(1).max(500) }),
  output: organizationOutput,
  audit: { action: "organization.suspended", target: ({ id }) => id },
  run: (ctx, { organization_id, reason }) => changeSuspension(ctx, organization_id, reason),
});

export const resumeOrganization = endpoint({
  method: "POST",
  path: "/operator/organizations/{organization_id}/resume",
  summary: "End an organization's suspension.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({ organization_id: organizationId }),
  output: organizationOutput,
  audit: { action: "organization.resumed", target: ({ id }) => id },
  run: (ctx, { organization_id }) => changeSuspension(ctx, organization_id, null),
});

/** Goes on in the organization, so that its own audit log carries the entry. A suspended one keeps its first date. */
async function changeSuspension(ctx: Context<"operator">, id: string, reason: string | null) {
  const key = (await ctx.keys.many("organization", [id], "account")).get(id);
  if (!key) throw requestErrors.not_found();
  await ctx.become({ organizationId: id });
  const { suspended_reason } = ctx.seal(organizations, key, { organization_id: id, suspended_reason: reason });
  await ctx.db
    .of(organizations)
    .updateTable("organizations")
    .set((is) => ({
      suspended_at: reason === null ? null : is.fn.coalesce("suspended_at", is.val(ctx.at)),
      suspended_reason,
      version: is("version", "+", 1),
    }))
    .where("organization_id", "=", id)
    .execute();
  const sql = `select ${organizationColumns} from organizations o where o.organization_id = $1`;
  const [described] = await describeOrganization(ctx, await ctx.db.query<StoredOrganization>(sql, [id]));
  if (!described) throw requestErrors.not_found();
  return described;
}
