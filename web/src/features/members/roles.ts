import type { Role } from "../roles/queries.ts";

/** Role names as people read them; what each is for comes from the server. */
export function labelOfRole(role: Role): string {
  return role.slice(0, 1).toUpperCase() + role.slice(1);
}
