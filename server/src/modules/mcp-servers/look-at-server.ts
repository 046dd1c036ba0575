import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { event } from "../../framework/events.ts";
import type { ConnectorError } from "../../integrations/roles/connector.ts";
import type { OpenServer } from "../../integrations/roles/tool-server.ts";
import { findServers, keyOf, type McpServer, tableOf } from "./find-servers.ts";
import { type Address, withServer } from "./mcp-port.ts";
import { reachServer } from "./reach-server.ts";
import { readTools, type SeenTool } from "./tools/read-tools.ts";

export const mcpToolsChanged = event(
  "mcp_server.tools_changed",
  "A server tells of its tools in other words than those that were accepted: these are not offered until somebody looks at them.",
  z.object({ mcp_server_id: z.string(), changed: z.int() }),
  { isPublic: true },
);

const lookWithinMs = 25_000;

/** What a server that is not kept yet tells of its tools. @throws ConnectorError */
export const lookAtServer = (work: Work, address: Address) =>
  withServer(work, address, AbortSignal.timeout(lookWithinMs), readServer);

const readServer = async (opened: OpenServer) => ({
  revision: opened.revision,
  seen: readTools(await opened.listTools()),
});

/** Asks a kept server what it has, and notes what came of it. Where nobody has signed in, there is nobody to ask as. */
export async function lookAgain(work: Work, server: McpServer): Promise<void> {
  const reached = await reachServer(work, server, { signal: AbortSignal.timeout(lookWithinMs), ask: readServer });
  if (reached.state === "answered") await noteTools(work, server, reached.value);
  if (reached.state === "failed") await noteFailure(work, server, reached.error);
}

/** Those of the accepted that are told of in other words now, or no more. */
export const changedAmong = (accepted: readonly SeenTool[], seen: readonly SeenTool[]): SeenTool[] =>
  accepted.filter((one) => !seen.some((now) => now.name === one.name && now.fingerprint === one.fingerprint));

/** The server is there, and this is what it tells. Whoever accepts at the same moment loses nothing: what is accepted stays. */
export async function noteTools(
  work: Work,
  { id, owner }: McpServer,
  { revision, seen }: { revision: string; seen: SeenTool[] },
): Promise<void> {
  const { name: table } = tableOf[owner];
  await work.inScope(async (step) => {
    const locked = await step.db.query(`select id from ${table} where workspace_id = $1 and id = $2 for update`, [
      work.scope.workspaceId,
      id,
    ]);
    const [server] = locked.length > 0 ? await findServers(step, id) : [];
    if (!server) return;
    const at = step.clock.now();
    await step.db.query(
      `update ${table} set state = 'working', failure_code = null, revision = $3, checked_at = $4 where workspace_id = $1 and id = $2`,
      [server.workspace_id, id, revision, at],
    );
    const { accepted } = server.tools;
    if (isSame(server.tools.seen, seen)) return;
    await keepTools(step, server, { accepted, seen });
    const changed = changedAmong(accepted, seen).length;
    if (changed > changedAmong(accepted, server.tools.seen).length)
      await step.emit(mcpToolsChanged, { mcp_server_id: id, changed });
  });
}

const isSame = (one: readonly SeenTool[], other: readonly SeenTool[]) =>
  JSON.stringify(one.map(({ fingerprint }) => fingerprint)) ===
  JSON.stringify(other.map(({ fingerprint }) => fingerprint));

export async function keepTools(step: Work, server: McpServer, tools: McpServer["tools"]): Promise<void> {
  const { id, owner, workspace_id } = server;
  const sealed = step.seal(tableOf[owner], await keyOf(step, owner), { id, workspace_id, tools });
  await step.db.query(`update ${tableOf[owner].name} set tools = $3 where workspace_id = $1 and id = $2`, [
    workspace_id,
    id,
    sealed.tools,
  ]);
}

/** How it last went wrong. What it did not take, or does not know, says nothing of the server; nor does whom it does not let in. */
export async function noteFailure(
  work: Work,
  { id, owner, workspace_id, sign_in }: McpServer,
  { failure }: ConnectorError,
) {
  if (failure === "refused" || failure === "throttled") return;
  if (sign_in !== "none" && (failure === "unauthorized" || failure === "forbidden")) return;
  await work.inScope((step) =>
    step.db.query(
      `update ${tableOf[owner].name} set state = 'failing', failure_code = $3 where workspace_id = $1 and id = $2`,
      [workspace_id, id, `mcp_servers.${failure}`],
    ),
  );
}
