import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { endpointKey, type EndpointRow } from "./present-endpoint.ts";
import { webhookEndpoints } from "./tables.ts";

/** Writes a changed endpoint. @throws Refusal `request.changed` where somebody else did meanwhile */
export async function saveEndpoint(work: Work, changed: EndpointRow): Promise<EndpointRow> {
  const next = { ...changed, version: changed.version + 1 };
  const {
    id,
    workspace_id,
    organization_id: _,
    ...sealed
  } = work.seal(webhookEndpoints, await endpointKey(work), next);
  const saved = await work.db
    .of(webhookEndpoints)
    .updateTable("webhook_endpoints")
    .set(sealed)
    .where("workspace_id", "=", workspace_id)
    .where("id", "=", id)
    .where("version", "=", changed.version)
    .executeTakeFirst();
  if (saved.numUpdatedRows === 0n) throw requestErrors.changed();
  return next;
}
