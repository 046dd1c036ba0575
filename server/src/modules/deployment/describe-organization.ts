import * as z from "zod";
import type { Sealed } from "../../framework/columns.ts";
import type { Work } from "../../framework/context.ts";
import { organizations } from "../organizations/public.ts";
import { timeOutput } from "../../framework/endpoint.ts";

/** What an operator sees of an organization: that it is there, and how large. Nothing inside it. */
export const organizationOutput = z.object({
  id: z.string(),
  name: z.string(),
  members: z.int(),
  workspaces: z.int(),
  suspended: z.boolean(),
  suspended_reason: z.string().nullable(),
  created_at: timeOutput,
});

export type StoredOrganization = {
  organization_id: string;
  name: Sealed<string>;
  suspended_at: Date | null;
  suspended_reason: Sealed<string> | null;
  created_at: Date;
  members: number;
  workspaces: number;
};

/** Columns of `StoredOrganization`, from `organizations o`. */
export const organizationColumns = `o.organization_id, o.name, o.suspended_at, o.suspended_reason, o.created_at,
  (select count(*)::int from memberships m where m.organization_id = o.organization_id) as members,
  (select count(*)::int from workspaces w where w.organization_id = o.organization_id) as workspaces`;

/** Those whose key is gone are being erased, and left out. */
export async function describeOrganization(
  ctx: Work,
  rows: readonly StoredOrganization[],
): Promise<z.input<typeof organizationOutput>[]> {
  const keys = await ctx.keys.many(
    "organization",
    rows.map((row) => row.organization_id),
    "account",
  );
  return rows.flatMap((row) => {
    const key = keys.get(row.organization_id);
    if (!key) return [];
    const { organization_id, suspended_at, ...rest } = ctx.open(organizations, key, row);
    return [{ ...rest, id: organization_id, suspended: suspended_at !== null }];
  });
}
