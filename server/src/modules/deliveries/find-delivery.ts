import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import type { StoredDelivery } from "./present-delivery.ts";

/** A delivery of this workspace. @throws Refusal `request.not_found` */
export async function findDelivery(work: Work, id: string): Promise<StoredDelivery> {
  const [row] = await work.db.query<StoredDelivery>("select * from deliveries where holder = $1 and id = $2", [
    work.scope.workspaceId,
    id,
  ]);
  if (!row) throw requestErrors.not_found();
  return row;
}
