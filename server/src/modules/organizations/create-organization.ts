import * as z from "zod";
import type { Context } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { event } from "../../framework/events.ts";
import { openLedgers } from "../../egress/public.ts";
import type { OrganizationId } from "../../framework/database/tenant.ts";
import { addMember, countMemberships } from "../members/public.ts";
import { addWorkspace } from "../workspaces/public.ts";
import { organizationName } from "./describe-organization.ts";
import { organizationErrors } from "./errors.ts";
import { ownOrganization } from "./list-own-organizations.ts";
import { organizations } from "./tables.ts";

/** More than anybody works in; keeps one account from filling the deployment with organizations. */
const organizationsMax = 50;

export const organizationCreated = event(
  "organization.created",
  "An organization was made, with its owner and a first workspace.",
  z.object({ organization_id: z.string() }),
);

export const createOrganization = endpoint({
  method: "POST",
  path: "/organizations",
  summary: "Make an organization with a first workspace; you become its owner.",
  description: "AI is off in it until you turn it on.",
  scope: "user",
  permission: "self",
  purpose: "account",
  rate: "expensive",
  input: z.strictObject({ name: organizationName }),
  output: ownOrganization,
  status: 201,
  refusals: [organizationErrors.limit_reached],
  audit: { action: "organization.created", target: ({ id }) => id },
  async run(ctx, { name }) {
    if ((await countMemberships(ctx)) >= organizationsMax)
      throw organizationErrors.limit_reached({ limit: organizationsMax });
    const id = await insertOrganization(ctx, name);
    await addMember(ctx, id, "owner");
    await openLedgers(ctx);
    await ctx.emit(organizationCreated, { organization_id: id });
    const {
      id: workspaceId,
      name: workspaceName,
      ai_enabled,
    } = await addWorkspace(ctx, id, { name, ai_enabled: true });
    const first = { id: workspaceId, name: workspaceName, ai_enabled };
    return {
      id,
      name,
      role: "owner" as const,
      ai_enabled: false,
      suspended: false,
      custom_permissions: [],
      workspaces: [first],
    };
  },
});

/** Makes the organization and its keys, and goes on inside it. */
async function insertOrganization(ctx: Context<"user">, name: string): Promise<OrganizationId> {
  await ctx.become({ organizationId: ctx.newId("org") });
  const id = ctx.scope.organizationId!;
  await ctx.keys.create(ctx.db, { kind: "organization", id });
  const key = await ctx.keys.of({ kind: "organization", id }, "account");
  const facts = { ai_enabled: false, created_at: ctx.at, version: 1 };
  const row = ctx.seal(organizations, key, { organization_id: id, name, ...facts });
  await ctx.db.of(organizations).insertInto("organizations").values(row).execute();
  return id;
}
