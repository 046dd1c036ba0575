import * as z from "zod";
import type { Sealed } from "../../framework/columns.ts";
import type { Work } from "../../framework/context.ts";
import type { DescribedUser } from "../users/public.ts";
import { invitations, type RoleName, roleNames } from "./tables.ts";

export const invitationOutput = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(roleNames),
  state: z.enum(["pending", "expired"]),
  invited_by_name: z.string().nullable().describe("Nobody's where whoever invited has been erased."),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
});

type StoredInvitation = {
  organization_id: string;
  id: string;
  email: Sealed<string>;
  role: RoleName;
  invited_by: string | null;
  created_at: Date;
  expires_at: Date;
};

/** An invitation as the API tells it. */
export async function describeInvitation(
  ctx: Work<"organization">,
  row: StoredInvitation,
  people: ReadonlyMap<string, DescribedUser>,
): Promise<z.infer<typeof invitationOutput>> {
  const key = await ctx.keys.of({ kind: "organization", id: row.organization_id }, "account");
  const { id, email, role, invited_by, created_at, expires_at } = ctx.open(invitations, key, row);
  return {
    id,
    email,
    role,
    state: expires_at > ctx.at ? "pending" : "expired",
    invited_by_name: (invited_by && people.get(invited_by)?.name) || null,
    created_at: created_at.toISOString(),
    expires_at: expires_at.toISOString(),
  };
}
