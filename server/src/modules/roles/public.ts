export { checkOwnRights } from "./check-own-rights.ts";
export { loadCustomRole } from "./load-custom-role.ts";
export { roleErrors } from "./errors.ts";
