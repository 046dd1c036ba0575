import type { Work } from "../../framework/context.ts";
import type { Db } from "../../framework/database/tenant.ts";
import { open } from "../../framework/keys/sealing.ts";
import { isCovered } from "./endpoint-fields.ts";
import type { EndpointRow } from "./present-endpoint.ts";
import { webhookEndpoints } from "./tables.ts";

/** Who listens, by the host alone, where the organization's key is there to open it; and which events they are told of. */
export type NamedEndpoint = { host: string | undefined; hears(type: string): boolean };

type Place = { workspaceId: string; id: string };
type Row = Pick<EndpointRow, "organization_id" | "workspace_id" | "id" | "state" | "events"> & { url: Buffer };

/** Endpoints of any workspace by their ids, for whoever is told who received what was about them. Those deleted are not in it. */
export async function nameEndpoints(work: Work, db: Db, places: readonly Place[]): Promise<Map<string, NamedEndpoint>> {
  if (places.length === 0) return new Map();
  const rows = await db.query<Row>(
    `select organization_id, workspace_id, id, url, state, events from webhook_endpoints
     where (workspace_id, id) in (select * from unnest($1::text[], $2::text[]))`,
    [places.map(({ workspaceId }) => workspaceId), places.map(({ id }) => id)],
  );
  const organizations = [...new Set(rows.map(({ organization_id }) => organization_id))];
  const keys = await work.keys.many("organization", organizations, "credential");
  return new Map(
    rows.map(({ state, events, ...row }) => {
      const key = keys.get(row.organization_id);
      const url = key && open(webhookEndpoints, key, row, "rights").url;
      const hears = (type: string) => state === "enabled" && events.some((pattern) => isCovered(pattern, type));
      return [row.id, { host: url === undefined ? undefined : URL.parse(url)?.host, hears }];
    }),
  );
}
