import type { Work } from "../../framework/context.ts";
import type { Sealed } from "../../framework/columns.ts";
import type { DataKey } from "../../framework/keys/sealing.ts";
import type { ConnectedName } from "../../integrations/roles/connector.ts";
import {
  connections,
  type ConnectionsTable,
  type ConnectionState,
  type Credential,
  workspaceConnections,
} from "./tables.ts";

/** Whose a connection is: the person's own, or the workspace's. */
export type Owner = "person" | "workspace";

type Stored = {
  id: string;
  organization_id: string;
  workspace_id: string;
  service: ConnectedName;
  server: string | null;
  account: Sealed<string>;
  abilities: string[];
  credential: Sealed<Credential> | null;
  state: ConnectionState;
  failure_code: string | null;
  expires_at: Date | null;
  ends_at: Date | null;
  revision: number;
  checked_at: Date;
  used_at: Date | null;
  created_at: Date;
};
/** `userId`: whose key seals it, where it is a person's own. */
export type Connection = Omit<Stored, "account" | "credential"> & {
  owner: Owner;
  account: string;
  credential: Credential | null;
};

export const tableOf: Record<Owner, ConnectionsTable> = { person: connections, workspace: workspaceConnections };

const columns = `id, organization_id, workspace_id, service, server, account, abilities, credential, state, failure_code, expires_at, ends_at,
  revision, checked_at, used_at, created_at`;

/** The key that opens a connection. @throws Refusal `request.not_found` where it was destroyed */
export function keyOf(work: Work, owner: Owner): Promise<DataKey> {
  const { userId, organizationId } = work.scope;
  const subject =
    owner === "person"
      ? ({ kind: "user", id: userId! } as const)
      : ({ kind: "organization", id: organizationId! } as const);
  return work.keys.of(subject, "credential");
}

/** The connections that this work's person has, and the workspace's. PostgreSQL shows nobody else's. */
export async function findConnections(
  work: Work,
  of: { id?: string; service?: ConnectedName; server?: string | null } = {},
): Promise<Connection[]> {
  const { workspaceId, userId } = work.scope;
  const values = [workspaceId, of.id ?? null, of.service ?? null, of.server ?? null];
  const chosen = `($2::text is null or id = $2) and ($3::text is null or service = $3) and ($4::text is null or server = $4)`;
  const own = userId
    ? await work.db.query<Stored>(
        `select ${columns} from connections where workspace_id = $1 and user_id = $5 and ${chosen} order by service, created_at`,
        [...values, userId],
      )
    : [];
  const shared = await work.db.query<Stored>(
    `select ${columns} from workspace_connections where workspace_id = $1 and ${chosen} order by service, created_at`,
    values,
  );
  return [...(await openAll(work, "person", own)), ...(await openAll(work, "workspace", shared))];
}

async function openAll(work: Work, owner: Owner, rows: readonly Stored[]): Promise<Connection[]> {
  if (rows.length === 0) return [];
  const key = await keyOf(work, owner);
  return rows.map((row) => ({ owner, ...work.open(tableOf[owner], key, row) }));
}
