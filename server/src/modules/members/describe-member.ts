import * as z from "zod";
import type { DescribedUser } from "../users/public.ts";
import { type RoleName, roleNames } from "./tables.ts";

export const memberOutput = z.object({
  user_id: z.string(),
  name: z.string().describe("Of someone who is being erased: the role."),
  email: z.string().nullable().describe("None of someone who is being erased."),
  role: z.enum(roleNames),
  joined_at: z.iso.datetime(),
  version: z.int(),
});

type StoredMember = { user_id: string; role: RoleName; created_at: Date; version: number };

/** A member as the API tells it; `person` is absent once the keys to name and address are destroyed. */
export function describeMember(row: StoredMember, person: DescribedUser | undefined): z.infer<typeof memberOutput> {
  const { user_id, role, created_at, version } = row;
  const label = role.charAt(0).toUpperCase() + role.slice(1);
  const named = { name: person?.name ?? label, email: person?.email ?? null };
  return { user_id, ...named, role, joined_at: created_at.toISOString(), version };
}
