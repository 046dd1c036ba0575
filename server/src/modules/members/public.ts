export { sessionOnly } from "./decide-by-role.ts";
export { acceptInvitation, findInvitation } from "./accept-invitation.ts";
export { addMember, countMemberships } from "./add-member.ts";
export { permissionNames, permissionsFor } from "./describe-roles.ts";
export { memberErrors } from "./errors.ts";
export { memberRemoved } from "./remove-member.ts";
export { memberships, type RoleName, roleNames } from "./tables.ts";
export { checkMayGrant, lockMembers } from "./lock-members.ts";
export { roleChanged } from "./update-member.ts";
