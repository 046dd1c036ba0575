import { personal, plain } from "../../framework/columns.ts";
import { owns, type Table, table } from "../../framework/table.ts";
import { connectedNames } from "../../integrations/roles/connector.ts";
import type { RemoteProvider } from "../../integrations/roles/sign-in.ts";

export const connectionStates = ["working", "failing", "ended"] as const;
export type ConnectionState = (typeof connectionStates)[number];

/** What opens an account elsewhere. `remote`: who gave it, as whom, and where it ends, where that is known from nowhere else. */
export type Credential = { accessToken: string; refreshToken: string | null; remote?: RemoteProvider };

const ours = { purposes: ["connections", "converse", "deliveries"], seal: "subject", erase: "shred" } as const;

/** What both kinds have. */
const columns = {
  service: plain.oneOf(connectedNames),
  /** At which server one is signed in, where that is no service but a server of the workspace's or the person's own. */
  server: plain.looseRef().nullable(),
  /** Whose it is there: an address, a name. */
  account: personal.text({ ...ours, category: "user.account", export: true }),
  /** What it may be used for, as the service allowed it. */
  abilities: plain.words(),
  /** Nothing once it has ended. */
  credential: personal.json<Credential>({ ...ours, category: "user.authentication", export: false }).nullable(),
  state: plain.oneOf(connectionStates),
  failure_code: plain.word().nullable(),
  /** When the token has to be renewed. */
  expires_at: plain.time().nullable(),
  /** When renewing ends too, as far as the service tells: somebody has to connect it anew before. */
  ends_at: plain.time().nullable(),
  /** For which end it was told. */
  warned_for: plain.time().nullable(),
  /** Somebody is renewing it, and until when they are believed to live. */
  renewing_until: plain.time().nullable(),
  /** Counts credentials: whoever waits for a renewal sees by it that there is another. */
  revision: plain.int(),
  /** When the account last proved that it is there. */
  checked_at: plain.time(),
  used_at: plain.time().nullable(),
  created_at: plain.time(),
};

/** A table of connections, whichever kind. */
export type ConnectionsTable = Table<string, typeof columns>;

/** Accounts that people connected for themselves: seen and used by them and by their own runs, by nobody else. */
export const connections = table("connections", {
  tenant: "workspace",
  owner: owns.user("user_id"),
  private: "user_id",
  keep: { cls: "credential", because: "An account stays connected until you disconnect it." },
  columns: { id: plain.id("con"), user_id: plain.ref("users"), ...columns },
  indexes: [
    { on: ["workspace_id", "user_id", "service"], unique: true, where: "server is null" },
    { on: ["workspace_id", "user_id", "server"], unique: true, where: "server is not null" },
    { on: ["user_id"] },
    { on: ["ends_at"], where: "ends_at is not null" },
  ],
});

/** Accounts of the workspace, for all whose agents may use them. */
export const workspaceConnections = table("workspace_connections", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "credential", because: "An account stays connected until someone disconnects it." },
  columns: { id: plain.id("wcn"), created_by: plain.actor(), ...columns },
  indexes: [
    { on: ["organization_id", "workspace_id", "service"], unique: true, where: "server is null" },
    { on: ["organization_id", "workspace_id", "server"], unique: true, where: "server is not null" },
    { on: ["ends_at"], where: "ends_at is not null" },
  ],
});
