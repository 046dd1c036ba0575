import type { Sealed } from "../../framework/columns.ts";
import type { Work } from "../../framework/context.ts";
import type { DataKey } from "../../framework/keys/sealing.ts";
import {
  type KnownTools,
  ownMcpServers,
  type ServerClient,
  type ServerSecret,
  type ServersTable,
  type serverStates,
  type signIns,
  workspaceMcpServers,
} from "./tables.ts";

/** Whose a server is: the person's own, or the workspace's. */
export type Owner = "person" | "workspace";

type Stored = {
  id: string;
  organization_id: string;
  workspace_id: string;
  name: Sealed<string>;
  url: Sealed<string>;
  secret: Sealed<ServerSecret> | null;
  sign_in: (typeof signIns)[number];
  client: Sealed<ServerClient> | null;
  tools: Sealed<KnownTools>;
  revision: string;
  state: (typeof serverStates)[number];
  failure_code: string | null;
  checked_at: Date;
  used_at: Date | null;
  created_at: Date;
};
export type McpServer = Omit<Stored, "name" | "url" | "secret" | "client" | "tools"> & {
  owner: Owner;
  name: string;
  url: string;
  secret: ServerSecret | null;
  client: ServerClient | null;
  tools: KnownTools;
};

export const tableOf: Record<Owner, ServersTable> = { person: ownMcpServers, workspace: workspaceMcpServers };

const columns = `id, organization_id, workspace_id, name, url, secret, sign_in, client, tools, revision, state, failure_code, checked_at, used_at, created_at`;

/** The key that opens a server's row. @throws Refusal `request.not_found` where it was destroyed */
export function keyOf(work: Work, owner: Owner): Promise<DataKey> {
  const { userId, organizationId } = work.scope;
  const subject =
    owner === "person"
      ? ({ kind: "user", id: userId! } as const)
      : ({ kind: "organization", id: organizationId! } as const);
  return work.keys.of(subject, "credential");
}

/** The workspace's servers, and this person's own after them. PostgreSQL shows nobody else's. */
export async function findServers(work: Work, id?: string): Promise<McpServer[]> {
  const { workspaceId, userId } = work.scope;
  const chosen = "($2::text is null or id = $2) order by created_at, id";
  const shared = await work.db.query<Stored>(
    `select ${columns} from workspace_mcp_servers where workspace_id = $1 and ${chosen}`,
    [workspaceId, id ?? null],
  );
  const own = userId
    ? await work.db.query<Stored>(
        `select ${columns} from own_mcp_servers where workspace_id = $1 and user_id = $3 and ${chosen}`,
        [workspaceId, id ?? null, userId],
      )
    : [];
  return [...(await openAll(work, "workspace", shared)), ...(await openAll(work, "person", own))];
}

async function openAll(work: Work, owner: Owner, rows: readonly Stored[]): Promise<McpServer[]> {
  if (rows.length === 0) return [];
  const key = await keyOf(work, owner);
  return rows.map((row) => ({ owner, ...work.open(tableOf[owner], key, row) }));
}
