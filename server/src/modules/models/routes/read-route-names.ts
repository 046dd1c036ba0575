import type { Work } from "../../../framework/context.ts";
import { routes } from "./tables.ts";

/** The names of the organization's routes, oldest first. */
export async function readRouteNames(work: Work): Promise<string[]> {
  const organizationId = work.scope.organizationId!;
  const rows = await work.db
    .of(routes)
    .selectFrom("routes")
    .select(["id", "organization_id", "name"])
    .where("organization_id", "=", organizationId)
    .orderBy("id")
    .execute();
  if (rows.length === 0) return [];
  const key = await work.keys.of({ kind: "organization", id: organizationId }, "content");
  return rows.map((row) => work.open(routes, key, row).name);
}
