import { askTogether } from "../../framework/database/ask-together.ts";
import type { Work } from "../../framework/context.ts";
import type { DataKey } from "../../framework/keys/sealing.ts";
import type { EndpointRow } from "./present-endpoint.ts";
import { webhookEndpoints, webhookOldSecrets } from "./tables.ts";

type Question = { work: Work; workspaceId: string; id: string };

/** An endpoint as it is now, with what signs for it. */
export type FoundEndpoint = EndpointRow & { secrets: readonly string[] };

/**
 * Finds endpoints. What goes out of one workspace at the same moment shares a statement, which sees that workspace only, and what it
 * unseals.
 */
export const openEndpointFinder = () =>
  askTogether<Question, FoundEndpoint>(async (asked) => {
    const byWorkspace = Map.groupBy(asked, ({ workspaceId }) => workspaceId);
    const found = await Promise.all([...byWorkspace.values()].map(readOfWorkspace));
    const rows = new Map(found.flat().map((row) => [row.id, row]));
    return asked.map(({ id, workspaceId }) => {
      const row = rows.get(id);
      return row?.workspace_id === workspaceId ? row : undefined;
    });
  });

async function readOfWorkspace(asked: readonly Question[]): Promise<FoundEndpoint[]> {
  const [{ work, workspaceId }] = asked as [Question];
  const rows = await work.db.query("select * from webhook_endpoints where workspace_id = $1 and id = any($2)", [
    workspaceId,
    [...new Set(asked.map(({ id }) => id))],
  ]);
  if (rows.length === 0) return [];
  const organizationId = work.scope.organizationId!;
  const key = (await work.keys.many("organization", [organizationId], "credential")).get(organizationId);
  // Erased meanwhile; what goes out for others is no worse for it.
  if (!key) return [];
  const now = work.clock.now();
  const endpoints = rows.map((row) => work.open(webhookEndpoints, key, row as never) as EndpointRow);
  const before = await readOldSecrets(work, key, { endpoints, now });
  return endpoints.map((endpoint) => ({
    ...endpoint,
    secrets: secretsOf(endpoint, before.get(endpoint.id) ?? [], now),
  }));
}

type OldRow = { webhook_endpoint_id: string; secret: string };

/** Of those endpoints only that say they have any: hardly ever one does. */
async function readOldSecrets(
  work: Work,
  key: DataKey,
  { endpoints, now }: { endpoints: readonly EndpointRow[]; now: Date },
): Promise<Map<string, OldRow[]>> {
  const having = endpoints.filter(({ old_secret_until }) => old_secret_until !== null && old_secret_until > now);
  if (having.length === 0) return new Map();
  const rows = await work.db.query(
    `select * from webhook_old_secrets where workspace_id = $1 and webhook_endpoint_id = any($2) and signs_until > $3
     order by id desc`,
    [having[0]!.workspace_id, having.map(({ id }) => id), now],
  );
  const opened = rows.map((row) => work.open(webhookOldSecrets, key, row as never) as OldRow);
  return Map.groupBy(opened, ({ webhook_endpoint_id }) => webhook_endpoint_id);
}

/** The secret in use, those before while they still sign, and the key of whoever verifies with its public half. */
function secretsOf(
  { secret, old_secret, old_secret_until, signing_key }: EndpointRow,
  before: readonly OldRow[],
  now: Date,
): string[] {
  const isOldValid = old_secret_until !== null && old_secret_until > now;
  return [secret, ...before.map((one) => one.secret), isOldValid ? old_secret : null, signing_key].filter(
    (one) => one !== null,
  );
}
