import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { announceAiSwitch } from "../workspaces/public.ts";
import { describeOrganization, organizationName, organizationOutput } from "./describe-organization.ts";
import { loadOrganization } from "./load-organization.ts";
import { organizations } from "./tables.ts";

export const updateOrganization = endpoint({
  method: "PATCH",
  path: "/organization",
  summary: "Rename the organization, or turn AI on or off in it.",
  description: "Turning AI off stops what is running within a second. Needs `ai.switch` besides.",
  scope: "organization",
  permission: "organization.write",
  alsoNeeds: ({ ai_enabled }) => (ai_enabled === undefined ? [] : ["ai.switch"]),
  purpose: "account",
  input: z.strictObject({ name: organizationName.optional(), ai_enabled: z.boolean().optional() }),
  output: organizationOutput,
  versioned: true,
  audit: { action: "organization.updated", target: ({ id }) => id },
  load: (ctx) => loadOrganization(ctx, "to change"),
  async run(ctx, { name, ai_enabled }, { resource }) {
    const { organizationId } = ctx.scope;
    const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "account");
    const sealed = name === undefined ? {} : ctx.seal(organizations, key, { organization_id: organizationId, name });
    const renamed = { ...resource, ...sealed };
    const changed = { ...renamed, ai_enabled: ai_enabled ?? resource.ai_enabled, version: resource.version + 1 };
    const { name: sealedName, ai_enabled: isEnabled, version } = changed;
    await ctx.db
      .of(organizations)
      .updateTable("organizations")
      .set({ name: sealedName, ai_enabled: isEnabled, version })
      .where("organization_id", "=", organizationId)
      .execute();
    if (isEnabled !== resource.ai_enabled) await announceAiSwitch(ctx, isEnabled);
    return describeOrganization(ctx, key, changed);
  },
});
