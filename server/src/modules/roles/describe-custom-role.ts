import * as z from "zod";
import type { Condition } from "../../framework/request/authorize.ts";
import { isTimeZone } from "../../framework/clock.ts";
import type { Sealed } from "../../framework/columns.ts";
import type { Work } from "../../framework/context.ts";
import { timeOutput } from "../../framework/endpoint.ts";
import type { DataKey } from "../../framework/keys/sealing.ts";
import { permissionNames } from "../members/public.ts";
import { customRoles } from "./tables.ts";

export const roleName = z.string().trim().min(1).max(60);

/** Ending an organization and handing it over stay with its owners. */
const ownersOnly: ReadonlySet<string> = new Set(["organization.erase", "organization.transfer"]);
export const givable = permissionNames.filter((name) => !ownersOnly.has(name));
export const rolePermissions = z.array(z.enum(givable)).min(1).max(givable.length);

const concerning = {
  permissions: z.array(z.enum(givable)).min(1).optional().describe("Only these of the role; without it, all."),
};
const listed = z
  .array(z.string().regex(/^[\w.:-]{1,64}$/))
  .min(1)
  .max(100);
const hour = z.int().min(0).max(24);

export const condition = z.discriminatedUnion("attribute", [
  z.strictObject({ ...concerning, attribute: z.enum(["channel", "campaign"]), in: listed }),
  z.strictObject({
    ...concerning,
    attribute: z.literal("country"),
    in: z
      .array(z.string().regex(/^[A-Z]{2}$/))
      .min(1)
      .max(250),
  }),
  z.strictObject({ ...concerning, attribute: z.literal("amount"), at_most: z.int().min(0) }),
  z.strictObject({
    ...concerning,
    attribute: z.literal("hour"),
    from: hour,
    to: hour,
    time_zone: z.string().max(64).refine(isTimeZone, "unknown_time_zone"),
  }),
]);
export const conditions = z.array(condition).max(10);

export const customRoleOutput = z.object({
  id: z.string(),
  name: z.string(),
  permissions: z.array(z.string()),
  conditions: z
    .array(condition)
    .describe("All of those that concern a permission must be met for the role to give it."),
  created_at: timeOutput,
  version: z.int(),
});

export type StoredRole = {
  organization_id: string;
  id: string;
  name: Sealed<string>;
  permissions: string[];
  conditions: Condition[];
  created_at: Date;
  version: number;
};

/** A role of the organization's own as the API tells it. `key` is the organization's account key. */
export function describeCustomRole(ctx: Work, key: DataKey, row: StoredRole): z.input<typeof customRoleOutput> {
  const { id, name, permissions, created_at, version } = ctx.open(customRoles, key, row);
  return { id, name, permissions, conditions: row.conditions as z.input<typeof conditions>, created_at, version };
}
