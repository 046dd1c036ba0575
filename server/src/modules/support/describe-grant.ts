import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";
import { permissionNames } from "../members/public.ts";

/** Everything that can be read has an area of this name. */
export const supportAreas = permissionNames.flatMap((name) => {
  const [area, verb] = name.split(".");
  return verb === "read" ? [area!] : [];
}) as [string, ...string[]];

export const grantOutput = z.object({
  id: z.string(),
  areas: z.array(z.string()).describe("What may be looked at."),
  workspace_ids: z.array(z.string()).describe("In these workspaces alone; in all where there are none."),
  created_at: timeOutput,
  expires_at: timeOutput,
  revoked_at: timeOutput.nullable(),
  active: z.boolean(),
});

export type StoredGrant = {
  id: string;
  areas: string[];
  workspace_ids: string[];
  created_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
};

export const describeGrant = (row: StoredGrant, at: Date): z.input<typeof grantOutput> => ({
  ...row,
  active: row.revoked_at === null && row.expires_at > at,
});
