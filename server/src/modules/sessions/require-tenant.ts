import type { Credentials } from "../../framework/app.ts";
import { minuteMs } from "../../framework/clock.ts";
import type { ScopeName } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { idPattern } from "../../framework/ids.ts";

/** How exactly the last use of a session, key or device is noted. */
export const touchEveryMs = 5 * minuteMs;

export const asId = (value: string | undefined) => (value !== undefined && idPattern.test(value) ? value : null);

/** @throws Refusal `request.tenant_required` where the scope needs a tenant that no header names */
export function requireTenant(needs: ScopeName, credentials: Credentials): void {
  if (needs === "organization" && credentials.organization === undefined)
    throw requestErrors.tenant_required({ header: "Avow-Organization" });
  if (needs === "workspace" && credentials.workspace === undefined)
    throw requestErrors.tenant_required({ header: "Avow-Workspace" });
}
