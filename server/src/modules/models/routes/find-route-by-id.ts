import type { Work } from "../../../framework/context.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { routes } from "./tables.ts";

/**
 * A route of the organization by its id, opened.
 * @throws Refusal `request.not_found`
 */
export async function findRouteById(work: Work, id: string) {
  const organizationId = work.scope.organizationId!;
  const row = await work.db
    .of(routes)
    .selectFrom("routes")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return work.open(routes, await work.keys.of({ kind: "organization", id: organizationId }, "content"), row);
}
