import * as z from "zod";
import { hourMs, later } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { raiseSecurityEvent } from "../security-events/public.ts";
import { describeGrant, grantOutput, supportAreas } from "./describe-grant.ts";
import { supportGrants } from "./tables.ts";

const hoursMax = 72;

export const grantSupport = endpoint({
  method: "POST",
  path: "/support-grants",
  summary: "Let the operator look in, for at most three days.",
  description:
    "They see the areas named, change nothing, and never see conversations, which are private to each member. Each look is written to the audit log before it is answered. It ends by itself, or at once when you end it or grant another.",
  scope: "organization",
  permission: "support_access.write",
  purpose: "account",
  stepUp: true,
  input: z.strictObject({
    hours: z.int().min(1).max(hoursMax),
    areas: z.array(z.enum(supportAreas)).min(1).max(supportAreas.length),
    workspace_ids: z.array(z.string()).max(100).default([]).describe("None for all."),
  }),
  output: grantOutput,
  status: 201,
  audit: { action: "support_access.granted", target: ({ id }) => id },
  async run(ctx, { hours, areas, workspace_ids }) {
    const organization_id = ctx.scope.organizationId;
    await ctx.db.query("select 1 from organizations where organization_id = $1 for no key update", [organization_id]);
    await endActive(ctx);
    await checkWorkspaces(ctx, workspace_ids);
    const times = { created_at: ctx.at, expires_at: later(ctx.at, hours * hourMs), revoked_at: null };
    const reach = { areas: [...new Set(areas)].toSorted(), workspace_ids: [...new Set(workspace_ids)] };
    const row = { organization_id, id: ctx.newId("sgr"), granted_by: ctx.scope.userId, ...reach, ...times };
    await ctx.db.of(supportGrants).insertInto("support_grants").values(row).execute();
    const facts = { support_grant_id: row.id };
    await raiseSecurityEvent(ctx, {
      kind: "support.access_granted",
      severity: "warning",
      organizationId: organization_id,
      facts,
    });
    const { organization_id: _, granted_by: __, ...granted } = row;
    return describeGrant(granted, ctx.at);
  },
});

/** At most one is in force: what can be looked at is what was granted last. */
async function endActive(ctx: Work<"organization">): Promise<void> {
  const sql =
    "update support_grants set revoked_at = $2 where organization_id = $1 and revoked_at is null and expires_at > $2";
  await ctx.db.query(sql, [ctx.scope.organizationId, ctx.at]);
}

/** @throws Refusal `request.not_found` */
async function checkWorkspaces(ctx: Work<"organization">, ids: readonly string[]): Promise<void> {
  const sql = "select id from workspaces where organization_id = $1 and id = any($2)";
  const found = await ctx.db.query(sql, [ctx.scope.organizationId, ids]);
  if (found.length !== new Set(ids).size) throw requestErrors.not_found();
}
