import { personal, plain } from "../../framework/columns.ts";
import { owns, type Table, table } from "../../framework/table.ts";
import type { SeenTool } from "./tools/read-tools.ts";

export const serverStates = ["working", "failing"] as const;

/** What is sent along with every request. */
export type ServerSecret = { header: string; value: string };

/** A client that somebody registered by hand with the server's authorization server. */
export type ServerClient = { id: string; secret: string | null };

/** Nobody signs in; each for themselves; or somebody once for the workspace. */
export const signIns = ["none", "person", "workspace"] as const;

/** What the server told of last, and what somebody said may be used, as it was then. */
export type KnownTools = { seen: SeenTool[]; accepted: SeenTool[] };

const ours = {
  purposes: ["connections", "agents", "converse", "deliveries"],
  seal: "subject",
  erase: "shred",
} as const;

const columns = {
  name: personal.text({ ...ours, category: "organization.content", export: true }),
  url: personal.text({ ...ours, category: "organization.content", export: true }),
  secret: personal.json<ServerSecret>({ ...ours, category: "user.authentication", export: false }).nullable(),
  /** Who signs in at it, where it wants that. */
  sign_in: plain.oneOf(signIns).default("'none'"),
  client: personal.json<ServerClient>({ ...ours, category: "user.authentication", export: false }).nullable(),
  /** Words of an outsider. */
  tools: personal.json<KnownTools>({ ...ours, category: "organization.content", export: false }),
  /** The revision of the protocol that both spoke last. */
  revision: plain.word(),
  state: plain.oneOf(serverStates),
  failure_code: plain.word().nullable(),
  /** When it last proved that it is there. */
  checked_at: plain.time(),
  used_at: plain.time().nullable(),
  created_at: plain.time(),
};

/** A table of servers, whichever kind. */
export type ServersTable = Table<string, typeof columns>;

/** Servers with tools that people added for themselves: seen and used by them and by their own runs, by nobody else. */
export const ownMcpServers = table("own_mcp_servers", {
  tenant: "workspace",
  owner: owns.user("user_id"),
  private: "user_id",
  keep: { cls: "credential", because: "A server stays until you remove it." },
  columns: { id: plain.id("mcs"), user_id: plain.ref("users"), ...columns },
  indexes: [{ on: ["workspace_id", "user_id"] }, { on: ["user_id"] }],
});

/** Servers of the workspace, for all whose agents may use them. */
export const workspaceMcpServers = table("workspace_mcp_servers", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "credential", because: "A server stays until someone removes it." },
  columns: { id: plain.id("wms"), created_by: plain.actor(), ...columns },
  indexes: [{ on: ["organization_id", "workspace_id"] }],
});
