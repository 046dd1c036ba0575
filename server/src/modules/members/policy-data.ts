import { permissionsOf, sessionOnly } from "./decide-by-role.ts";

/** The tables of the rules, as a policy engine finds them under `data`: written to `policies/data.json`. */
export const policyData = { avow_tables: { roles: permissionsOf, session_only: [...sessionOnly] } };
