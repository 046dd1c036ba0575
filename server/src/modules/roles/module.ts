import type { Module } from "../../framework/endpoint.ts";
import { createCustomRole } from "./create-custom-role.ts";
import { deleteCustomRole } from "./delete-custom-role.ts";
import { roleErrors } from "./errors.ts";
import { giveRole } from "./give-role.ts";
import { listCustomRoles } from "./list-custom-roles.ts";
import { listRoleAssignments } from "./list-role-assignments.ts";
import { customRoles, roleAssignments } from "./tables.ts";
import { takeRole } from "./take-role.ts";
import { updateCustomRole } from "./update-custom-role.ts";

export const rolesModule: Module = {
  name: "roles",
  tables: [customRoles, roleAssignments],
  endpoints: [
    listCustomRoles,
    createCustomRole,
    updateCustomRole,
    deleteCustomRole,
    listRoleAssignments,
    giveRole,
    takeRole,
  ],
  errors: roleErrors,
};
