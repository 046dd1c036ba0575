import type { Work } from "../../../framework/context.ts";
import { proveScope, readIn } from "../../../framework/database/tenant.ts";

/** The same work for the person that a run is for: it sees their rows, in statements of their own. */
export function asPerson(work: Work, userId: string): Work {
  const { organizationId, workspaceId } = work.scope;
  const scope = proveScope({ organizationId: organizationId!, workspaceId: workspaceId!, userId });
  const inScope: Work["inScope"] = (step, of = scope) => work.inScope(step, of);
  return { ...work, scope, db: readIn(work.database, scope), inScope };
}
