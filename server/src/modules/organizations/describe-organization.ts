import * as z from "zod";
import type { Sealed } from "../../framework/columns.ts";
import type { Work } from "../../framework/context.ts";
import type { DataKey } from "../../framework/keys/sealing.ts";
import { organizations } from "./tables.ts";

export const organizationName = z.string().trim().min(1).max(80);

export const organizationOutput = z.object({
  id: z.string(),
  name: z.string(),
  ai_enabled: z.boolean().describe("Off until an admin turns it on; off means off everywhere in the organization."),
  created_at: z.iso.datetime(),
  version: z.int(),
});

type StoredOrganization = {
  organization_id: string;
  name: Sealed<string>;
  ai_enabled: boolean;
  created_at: Date;
  version: number;
};

/** An organization as the API tells it. `key` is its account key. */
export function describeOrganization(
  ctx: Work,
  key: DataKey,
  row: StoredOrganization,
): z.infer<typeof organizationOutput> {
  const { organization_id, name, ai_enabled, created_at, version } = ctx.open(organizations, key, row);
  return { id: organization_id, name, ai_enabled, created_at: created_at.toISOString(), version };
}
